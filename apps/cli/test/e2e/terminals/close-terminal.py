"""Runs a command as the foreground process group of a pseudo-terminal and closes the terminal while it runs.

usage: close-terminal.py MILLISECONDS FILE TEXT COMMAND...

Closes when FILE holds TEXT, and MILLISECONDS have gone by since. Prints one JSON object: the exit code or the signal
that ended the command, and whether the terminal was closed.
"""

import json
import os
import pty
import resource
import select
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
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.execvp(command[0], command)
    since = None
    while since is None or time.monotonic() - since < float(wait) / 1000:
        if since is None and holds(file, text):
            since = time.monotonic()
        ready, _, _ = select.select([terminal], [], [], 0.001)
        if not ready:
            continue
        try:
            if os.read(terminal, 65536) == b"":
                break
        except OSError:
            # Linux reports the end of a pseudo-terminal as an input/output error.
            break
    ended, _ = os.waitpid(child, os.WNOHANG)
    closed = ended == 0
    os.close(terminal)
    status = 0 if ended else os.waitpid(child, 0)[1]
    print(
        json.dumps(
            {
                "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
                "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
                "closed": closed,
            }
        )
    )


main()
