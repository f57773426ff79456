"""Runs a command in a pseudo-terminal of some size and changes its size while it runs.

usage: in-pty.py COLUMNSxROWS[,COLUMNSxROWS...] COMMAND...

Takes the next size after 700 ms, once something was printed at the present one. Prints one JSON object: the exit code, and what was printed in pieces, each with the
columns at that time.
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

EVERY = 0.7


def resize(terminal, size):
    columns, rows = size
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def main():
    sizes = [tuple(int(number) for number in size.split("x")) for size in sys.argv[1].split(",")]
    child, terminal = pty.fork()
    if child == 0:
        resize(0, sizes[0])
        os.execvp(sys.argv[2], sys.argv[2:])
    current = 0
    pieces = []
    since = time.monotonic()
    while True:
        shown = bool(pieces) and pieces[-1]["columns"] == sizes[current][0]
        if shown and current + 1 < len(sizes) and time.monotonic() - since >= EVERY:
            current += 1
            since = time.monotonic()
            resize(terminal, sizes[current])
        ready, _, _ = select.select([terminal], [], [], 0.05)
        if not ready:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:
            # Linux reports the end of a pseudo-terminal as an input/output error.
            break
        if data == b"":
            break
        if pieces and pieces[-1]["columns"] == sizes[current][0]:
            pieces[-1]["data"] += data
        else:
            pieces.append({"columns": sizes[current][0], "data": data})
    _, status = os.waitpid(child, 0)
    for piece in pieces:
        piece["data"] = piece["data"].decode("utf-8", "replace")
    print(json.dumps({"code": os.waitstatus_to_exitcode(status), "pieces": pieces}))


main()
