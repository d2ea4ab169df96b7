"""A network of its own in which every address is here, and which tells of every connection that is begun.

Run as `unshare -Urnm watched-net.py FOLDER PORT`. All addresses are routed to the loopback interface, so that a connection to
any of them leaves a packet, and a packet socket below TCP prints `tcp ADDRESS PORT` for each SYN and `udp ADDRESS PORT` for
each datagram that is not the name server's. FOLDER has names.json (name -> one list of addresses for each turn of answers), which
that answers from, and gets http.sock, behind which PORT of this network can be reached from outside it.
"""

import asyncio
import fcntl
import ipaddress
import json
import os
import socket
import struct
import subprocess
import sys

from net_packets import DNS_PORT, packet_socket, tell_packet

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
RTM_NEWROUTE, NLM_F_REQUEST_ACK_CREATE, RTA_OIF = 24, 0x405, 4
RT_TABLE_LOCAL, RTPROT_BOOT, RT_SCOPE_HOST, RTN_LOCAL = 255, 3, 254, 2
TYPE_A, TYPE_AAAA = 1, 28

folder, http_port = sys.argv[1], int(sys.argv[2])


def bring_up(name):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        flags = struct.unpack("16sh14x", fcntl.ioctl(control, SIOCGIFFLAGS, struct.pack("16sh14x", name, 0)))[1]
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", name, flags | IFF_UP))


def everything_is_here(family):
    """ip route add local default dev lo"""
    route = struct.pack("8BI", family, 0, 0, 0, RT_TABLE_LOCAL, RTPROT_BOOT, RT_SCOPE_HOST, RTN_LOCAL, 0)
    route += struct.pack("HHI", 8, RTA_OIF, socket.if_nametoindex("lo"))
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as netlink:
        netlink.send(struct.pack("IHHII", 16 + len(route), RTM_NEWROUTE, NLM_F_REQUEST_ACK_CREATE, 1, 0) + route)
        error = struct.unpack("i", netlink.recv(4096)[16:20])[0]
    if error != 0:
        raise OSError(-error, "no route")


def ask_here_for_names():
    """Only this name server and an empty hosts file say where a name leads."""
    files = {"resolv.conf": "nameserver 127.0.0.1\n", "nsswitch.conf": "hosts: files dns\n", "hosts": "127.0.0.1 localhost\n"}
    for name, text in files.items():
        path = os.path.join(folder, name)
        with open(path, "w") as file:
            file.write(text)
        if os.path.exists(f"/etc/{name}"):
            subprocess.run(["mount", "--bind", path, os.path.realpath(f"/etc/{name}")], check=True)


class Names(asyncio.DatagramProtocol):
    """Answers each question for IPv4 addresses of a name with its next turn, and the one for IPv6 with the same."""

    def __init__(self, turns):
        self.turns = turns
        self.asked = {}

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, question, source):
        labels, at = [], 12
        while question[at]:
            labels.append(question[at + 1 : at + 1 + question[at]].decode())
            at += 1 + question[at]
        name, kind = ".".join(labels).lower(), struct.unpack("!H", question[at + 1 : at + 3])[0]
        turns = self.turns.get(name, [[]])
        turn = self.asked.get(name, 0)
        if kind == TYPE_A:
            self.asked[name] = turn + 1
        addresses = [ipaddress.ip_address(address) for address in turns[turn % len(turns)]]
        found = [one for one in addresses if (kind, one.version) in ((TYPE_A, 4), (TYPE_AAAA, 6))]
        answers = [struct.pack("!HHHIH", 0xC00C, kind, 1, 0, len(one.packed)) + one.packed for one in found]
        head = question[:2] + struct.pack("!HHHHH", 0x8580 if turns != [[]] else 0x8583, 1, len(answers), 0, 0)
        self.transport.sendto(head + question[12 : at + 5] + b"".join(answers), source)


async def pipe(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    writer.close()


async def enter(reader, writer):
    try:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", http_port)
    except OSError:
        return writer.close()
    await asyncio.gather(pipe(reader, inner_writer), pipe(inner_reader, writer))


async def main():
    bring_up(b"lo")
    for family in (socket.AF_INET, socket.AF_INET6):
        everything_is_here(family)
    ask_here_for_names()
    packets = packet_socket()
    loop = asyncio.get_running_loop()
    loop.add_reader(packets, tell_packet, packets)
    with open(os.path.join(folder, "names.json")) as file:
        turns = json.load(file)
    await loop.create_datagram_endpoint(lambda: Names(turns), local_addr=("127.0.0.1", DNS_PORT))
    server = await asyncio.start_unix_server(enter, os.path.join(folder, "http.sock"))
    print("ready", flush=True)
    await server.serve_forever()


asyncio.run(main())
