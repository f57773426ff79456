"""process-pool.py WORKERS NODE PROGRAM ORDER: each file of the order through a small command, by a ProcessPoolExecutor."""

import json
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor


def extract(command):
    subprocess.run(command, check=True)


if __name__ == "__main__":
    workers, node, program, order = sys.argv[1:]
    with open(order, encoding="utf-8") as text:
        files = json.load(text)["files"]
    with ProcessPoolExecutor(max_workers=int(workers)) as pool:
        for _ in pool.map(extract, [[node, program, order, file] for file in files]):
            pass
