"""The packet counter of watched-net.py: a socket that sees, below TCP, all that leaves any interface of this network."""

import ctypes
import ipaddress
import socket
import struct

ETH_P_ALL, PACKET_OUTGOING = 3, 4
SO_ATTACH_FILTER, SYN, ACK = 26, 0x02, 0x10
DNS_PORT = 53


def packet_socket():
    packets = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL))
    beginnings_only(packets)
    return packets


def beginnings_only(packets):
    """Lets only what leaves, and is a SYN or a datagram, into the packet socket: what else is sent could fill it, and hide one."""
    byte, byte_at_x, header_length = 0x30, 0x50, 0xB1
    both, equal, jump, give = 0x54, 0x15, 0x05, 0x06
    packet_type = 0xFFFFF004
    # Code, jump if true, jump if false, value; `accept` and `refuse` are the last two.
    lines = [
        (byte, 0, 0, packet_type),
        (equal, 0, "refuse", PACKET_OUTGOING),
        (byte, 0, 0, 0),
        (both, 0, 0, 0xF0),
        (equal, 6, 0, 0x60),  # IPv6 is further down
        (byte, 0, 0, 9),
        (equal, "accept", 0, socket.IPPROTO_UDP),
        (equal, 0, "refuse", socket.IPPROTO_TCP),
        (header_length, 0, 0, 0),
        (byte_at_x, 0, 0, 13),
        (jump, 0, 0, 4),
        (byte, 0, 0, 6),
        (equal, "accept", 0, socket.IPPROTO_UDP),
        (equal, 0, "refuse", socket.IPPROTO_TCP),
        (byte, 0, 0, 40 + 13),
        (both, 0, 0, SYN | ACK),
        (equal, "accept", "refuse", SYN),
        (give, 0, 0, 0xFFFF),
        (give, 0, 0, 0),
    ]
    last = {"accept": len(lines) - 2, "refuse": len(lines) - 1}
    code = b""
    for at, (name, yes, no, value) in enumerate(lines):
        jumps = [last[to] - at - 1 if to in last else to for to in (yes, no)]
        code += struct.pack("HBBI", name, *jumps, value & 0xFFFFFFFF)
    program = ctypes.create_string_buffer(code)
    packets.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", len(lines), ctypes.addressof(program)))


def tell_packet(packets):
    packet = packets.recv(65535)
    if packet[0] >> 4 == 4:
        protocol, to, payload = packet[9], packet[16:20], packet[(packet[0] & 15) * 4 :]
    else:
        protocol, to, payload = packet[6], packet[24:40], packet[40:]
    from_port, port = struct.unpack("!HH", payload[:4])
    to = ipaddress.ip_address(to)
    is_name_server = to.is_loopback and DNS_PORT in (from_port, port)
    if not (protocol == socket.IPPROTO_UDP and is_name_server):
        print("tcp" if protocol == socket.IPPROTO_TCP else "udp", to, port, flush=True)
