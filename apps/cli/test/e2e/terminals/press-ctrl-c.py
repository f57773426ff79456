"""Runs a command as the foreground process group of a pseudo-terminal and presses Ctrl-C once.

usage: press-ctrl-c.py MILLISECONDS FILE TEXT COMMAND...

Presses when FILE holds TEXT, and MILLISECONDS have gone by since; with an empty FILE, MILLISECONDS after the start.
Prints one JSON object: the exit code or the signal that ended the command, what it printed, whether the key was pressed.
"""

import json
import os
import pty
import select
import signal
import sys
import time


def holds(file, text):
    try:
        with open(file, encoding="utf-8", errors="replace") as opened:
            return text in opened.read()
    except OSError:
        return False


def main():
    wait, file, text, *command = sys.argv[1:]
    child, terminal = pty.fork()
    if child == 0:
        # Python's own handler would print a trace if the key were pressed before the command starts.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execvp(command[0], command)
    since = time.monotonic() if file == "" else None
    pressed = False
    printed = b""
    while True:
        if not pressed:
            if since is None and holds(file, text):
                since = time.monotonic()
            if since is not None and time.monotonic() - since >= float(wait) / 1000:
                os.write(terminal, b"\x03")
                pressed = True
        ready, _, _ = select.select([terminal], [], [], 1 if pressed else 0.0005)
        if not ready:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:
            # Linux reports the end of a pseudo-terminal as an input/output error.
            break
        if data == b"":
            break
        printed += data
    _, status = os.waitpid(child, 0)
    print(
        json.dumps(
            {
                "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
                "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
                "printed": printed.decode("utf-8", "replace"),
                "pressed": pressed,
            }
        )
    )


main()
