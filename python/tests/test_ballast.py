"""Tests of the module by itself, and of the worker as Ballast starts it. Run: python -m unittest discover -s tests."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

import ballast  # noqa: E402

WORKER = os.path.join(os.path.dirname(HERE), "ballast.py")
MODULE = """
    import os, subprocess, sys
    import ballast

    def process(path):
        print("text on standard output")
        os.write(1, b"bytes on its descriptor\\n")
        subprocess.run([sys.executable, "-c", "print('a child')"], check=True)
        if path == "bad":
            raise ValueError("bad file")
        if path == "exit":
            sys.exit(3)
        if path == "list":
            return [1]
        ballast.progress(0.5, bytes=10)
        return {"big": 2**70, "nan": float("nan"), "third": 1 / 3, "set": (1, 2), "text": "\\u20ac"}
"""


def worker(orders, module=MODULE, name="process"):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "proc.py"), "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(module))
        lines = "".join(json.dumps(order) + "\n" for order in orders)
        done = subprocess.run(
            [sys.executable, WORKER, "proc", name], cwd=folder, input=lines.encode(), stdout=-1, stderr=-1, check=False
        )
        return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()], done


def answers(messages):
    return [one for one in messages if "ok" in one]


class Worker(unittest.TestCase):
    def test_answers_each_order_and_keeps_what_is_printed_apart(self):
        messages, done = worker([{"id": 1, "input": "a"}, {"id": 2, "input": "b"}])
        self.assertEqual(messages[0]["ready"], True)
        self.assertEqual([one["id"] for one in answers(messages)], [1, 2])
        row = answers(messages)[0]["row"]
        self.assertEqual(row["third"], 1 / 3)
        self.assertEqual((row["big"], row["nan"], row["set"], row["text"]), (str(2**70), None, [1, 2], "\u20ac"))
        printed = done.stderr.decode("utf-8")
        for text in ("text on standard output", "bytes on its descriptor", "a child", "\x1eballast end 2\n"):
            self.assertIn(text, printed)
        self.assertEqual(done.returncode, 0)

    def test_reports_progress_of_the_order(self):
        messages, _ = worker([{"id": 7, "input": "a"}])
        self.assertIn({"id": 7, "progress": 0.5, "bytes": 10}, messages)

    def test_survives_whatever_a_function_raises(self):
        messages, _ = worker([{"id": n, "input": text} for n, text in enumerate(["bad", "exit", "list", "good"])])
        bad, left, listed, good = answers(messages)
        self.assertEqual((bad["error"]["type"], bad["error"]["message"]), ("ValueError", "bad file"))
        self.assertEqual(bad["error"]["frames"][-1]["name"], "process")
        self.assertEqual(left["error"]["type"], "SystemExit")
        self.assertEqual(listed["error"]["type"], "TypeError")
        self.assertTrue(good["ok"])

    def test_says_why_a_function_cannot_be_used(self):
        messages, done = worker([], name="missing")
        self.assertEqual(messages[0]["ready"], False)
        self.assertEqual(messages[0]["error"]["type"], "AttributeError")
        self.assertEqual(done.returncode, 1)


class Script(unittest.TestCase):
    def test_progress_does_nothing_outside_of_a_worker(self):
        ballast.progress(0.5)
        self.assertIsNone(ballast.out())
        self.assertEqual(ballast.cores(), 1)

    def test_each_needs_exactly_one_thing_to_run(self):
        with self.assertRaises(ValueError):
            ballast.each("*", out="res")
        with self.assertRaises(ValueError):
            ballast.each("*", out="res", command=["a"], python="b:c")

    def test_each_passes_its_options_on_and_returns_the_report(self):
        with tempfile.TemporaryDirectory() as folder:
            stand_in = os.path.join(folder, "stand-in.py")
            with open(stand_in, "w", encoding="utf-8") as file:
                file.write("import json, sys; print(json.dumps(sys.argv[1:])); sys.exit(int('--fail' in sys.argv) * 3)")
            command = [sys.executable, stand_in]
            given = ballast.each(
                ["a", "b"], out="res", command=["x", "{}"], ballast=command, memory="8GiB", quiet=True, depends=["c", "d"]
            )
            self.assertEqual(
                given,
                ["each", "a", "b", "--out", "res", "--json", "--memory", "8GiB", "--quiet"]
                + ["--depends", "c", "--depends", "d", "--", "x", "{}"],
            )
            with self.assertRaises(ballast.BatchFailed) as caught:
                ballast.each("a", out="res", python="m:f", ballast=command, fail=True)
            self.assertEqual(caught.exception.exit_code, 3)

    @unittest.skipUnless(os.environ.get("BALLAST_BIN"), "BALLAST_BIN does not name the command of Ballast")
    def test_each_runs_a_batch(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a.txt", "b.txt"):
                path = os.path.join(folder, name)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(name)
                os.utime(path, (1600000000, 1600000000))
            with open(os.path.join(folder, "proc.py"), "w", encoding="utf-8") as file:
                file.write("import os\ndef process(path):\n    return {'size': os.path.getsize(path)}\n")
            report = ballast.each(
                os.path.join(folder, "*.txt"),
                out=os.path.join(folder, "res"),
                python=os.path.join(folder, "proc.py") + ":process",
                ballast=["node", os.environ["BALLAST_BIN"]],
                no_history=True,
            )
            self.assertEqual(report["figures"]["outcomes"]["succeeded"], 2)
            with open(os.path.join(folder, "res", "tables", "tasks.csv"), encoding="utf-8") as file:
                self.assertEqual(file.read(), "file,status,size\na.txt,succeeded,5\nb.txt,succeeded,5\n")


if __name__ == "__main__":
    unittest.main()
