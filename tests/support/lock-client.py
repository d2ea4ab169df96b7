"""The client of the incident: SET lock id EX 10 NX through redis-py. Reads "go" lines, prints what came of each try."""
import sys

import redis

client = redis.Redis(host="127.0.0.1", port=int(sys.argv[1]))
for number, _ in enumerate(sys.stdin):
    try:
        answer = client.set("lock-%d" % number, "id", ex=10, nx=True)
        print("OK" if answer else "not set", flush=True)
    except redis.exceptions.ResponseError as error:
        print("ResponseError: %s" % error, flush=True)
