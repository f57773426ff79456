"""Tasks of Ballast in Python: the worker that calls a function for each input, and `each`, which starts a batch.

Only the standard library, Python 3.8 and later. Run as a program, this file is the worker: it takes orders, one JSON object
per line, from its standard input and answers on its standard output. What tasks print goes to the log of their task.
"""

import faulthandler
import importlib
import importlib.util
import json
import os
import subprocess
import sys
import time
import traceback

__version__ = "0.1.0"

_PROTOCOL = 1
_SAFE_INTEGER = 2**53
_LONGEST_MESSAGE = 2000
_MOST_FRAMES = 10
_PROGRESS_EVERY = 0.1
_END = "\x1eballast end %d\n"

_send = None
_order = None
_reported = 0.0
_out = None
_cores = 1


def progress(fraction, bytes=None):
    """Say that the running task makes progress: `fraction` of its work, from 0 to 1, and bytes read so far, if known.

    Outside of a worker of Ballast it does nothing, so that a script runs by itself as well.
    """
    global _reported
    if _send is None or _order is None:
        return
    now = time.monotonic()
    if now - _reported < _PROGRESS_EVERY:
        return
    _reported = now
    message = {"id": _order, "progress": min(1.0, max(0.0, float(fraction)))}
    if bytes is not None:
        message["bytes"] = max(0, int(bytes))
    _send(message)


def out():
    """The folder for the files of the running task; None outside of a worker of Ballast."""
    if _out is not None:
        os.makedirs(_out, exist_ok=True)
    return _out


def cores():
    """How many cores the running task may use."""
    return _cores


def each(inputs, out, command=None, python=None, ballast="ballast", **options):
    """Run a batch: a task for each of `inputs` (a pattern or a list of patterns), with its results in the folder `out`.

    Exactly one of `command` (a list of a program and its arguments, with placeholders such as "{input}") and `python`
    ("module:function") says what runs. Further options are those of `ballast each`: memory="8GiB" is --memory 8GiB,
    quiet=True is --quiet. Returns the report of the batch as a dictionary; raises BatchFailed if it could not run. Tasks
    that did not succeed are in the report, and raise nothing.
    """
    if (command is None) == (python is None):
        raise ValueError("expected exactly one of command and python")
    patterns = [inputs] if isinstance(inputs, (str, os.PathLike)) else list(inputs)
    arguments = [ballast] if isinstance(ballast, str) else list(ballast)
    arguments += ["each"] + [os.fspath(one) for one in patterns] + ["--out", os.fspath(out), "--json"]
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            arguments.append(flag)
        elif value is not None and value is not False:
            for one in value if isinstance(value, (list, tuple)) else [value]:
                arguments += [flag, str(one)]
    if python is not None:
        arguments += ["--python", python, "--python-executable", sys.executable]
    else:
        arguments += ["--"] + [os.fspath(one) for one in command]
    done = subprocess.run(arguments, stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        raise BatchFailed("ballast each ended with exit code %d" % done.returncode, done.returncode)
    return json.loads(done.stdout.decode("utf-8"))


class BatchFailed(Exception):
    """The batch could not run; `exit_code` says why: 2 usage, 3 configuration, 5 output, 130 interrupted."""

    def __init__(self, message, exit_code):
        super().__init__(message)
        self.exit_code = exit_code


def _plain(value):
    """A value that JSON can hold and every reader gives back: no NaN, no integer that a double cannot hold."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int):
        return value if abs(value) <= _SAFE_INTEGER else str(value)
    if isinstance(value, float):
        return float(value) if value == value and value not in (float("inf"), float("-inf")) else None
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if hasattr(value, "tolist"):  # NumPy's arrays and numbers
        return _plain(value.tolist())
    if hasattr(value, "item"):
        return _plain(value.item())
    return str(value)


def _row(value):
    if value is None:
        return None
    if hasattr(value, "to_dict"):  # a row of pandas
        value = value.to_dict()
    if not isinstance(value, dict):
        raise TypeError("expected a dict or None from the function, found %s" % type(value).__name__)
    return _plain(value)


def _described(error):
    """An exception by its name, and the places of the user's own code that it went through."""
    frames = [
        {"file": frame.filename, "line": frame.lineno, "name": frame.name, "text": frame.line or ""}
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename != __file__
    ]
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    return {
        "type": type(error).__name__,
        "message": str(error)[:_LONGEST_MESSAGE],
        "frames": frames[-_MOST_FRAMES:],
        "lines": "".join(lines).splitlines()[-2 * _MOST_FRAMES :],
    }


def _function(module, name):
    """The function that a batch names: `module` is the name of a module or the path of a file."""
    if module.endswith(".py"):
        path = os.path.abspath(module)
        sys.path.insert(0, os.path.dirname(path))
        stem = os.path.splitext(os.path.basename(path))[0]
        spec = importlib.util.spec_from_file_location(stem, path)
        loaded = importlib.util.module_from_spec(spec)
        sys.modules[stem] = loaded
        spec.loader.exec_module(loaded)
    else:
        sys.path.insert(0, os.getcwd())
        loaded = importlib.import_module(module)
    found = loaded
    for part in name.split("."):
        found = getattr(found, part)
    if not callable(found):
        raise TypeError("%s of %s is not a function" % (name, module))
    return found


class _HighWater:
    """The largest resident set of this process since the last task, where the system can say it (Linux)."""

    def reset(self):
        try:
            with open("/proc/self/clear_refs", "w") as file:
                file.write("5")
            self._known = True
        except OSError:
            self._known = False

    def read(self):
        if not self._known:
            return None
        with open("/proc/self/status") as file:
            for line in file:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
        return None


def _call(function, order, mark):
    global _order, _out, _cores
    _order = order["id"]
    _out = order.get("out")
    _cores = order.get("cores") or 1
    mark.reset()
    started = time.perf_counter()
    try:
        answer = {"ok": True, "row": _row(function(order["input"]))}
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: it ends the task and not the worker
        traceback.print_exc()
        answer = {"ok": False, "error": _described(error)}
    answer.update(id=_order, seconds=time.perf_counter() - started, highWater=mark.read())
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass
    try:
        os.write(2, (_END % _order).encode())
    except OSError:
        pass
    _order = _out = None
    return answer


def _main(module, name):
    global _send
    # The channel gets copies of its own, so that whatever a task prints, or a program that it starts, goes to the log.
    orders = os.fdopen(os.dup(0), "r", encoding="utf-8", newline="\n")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdin = open(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)
    faulthandler.enable(file=2)

    def send(message):
        answers.write(json.dumps(message, allow_nan=False) + "\n")
        answers.flush()

    _send = send
    # A task may say `import ballast` without having installed anything.
    sys.modules.setdefault("ballast", sys.modules["__main__"])
    version = "%d.%d.%d" % sys.version_info[:3]
    try:
        function = _function(module, name)
    except BaseException as error:
        traceback.print_exc()
        send({"ready": False, "protocol": _PROTOCOL, "python": version, "error": _described(error)})
        return 1
    send({"ready": True, "protocol": _PROTOCOL, "python": version})
    mark = _HighWater()
    for line in orders:
        order = json.loads(line)
        send(_call(function, order, mark))
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1], sys.argv[2]))
