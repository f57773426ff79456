"""Statistics of OpenFAST files by pCrunch, as `bench pcrunch` orders them: the path of a JSON file is the only argument.

stream: one process reads a file, keeps its statistics and drops it. pool: as many processes as cores, all files in memory.
parallel: the same, and as many processes read the files.
"""

import json
import os
import sys

from pCrunch import Crunch, FatigueParams, read
from pCrunch.openfast_readers import read_parallel


def main(order_file):
    with open(order_file, encoding="utf-8") as file:
        order = json.load(file)
    fatigue = {channel: FatigueParams(slope=slope) for channel, slope in order["fatigue"].items()}
    names = sorted(os.listdir(order["sims"]))
    paths = [os.path.join(order["sims"], name) for name in names]
    if order["mode"] == "stream":
        crunch = Crunch(outputs=[], lean=True, fatigue_channels=fatigue)
        results = {}
        for path in paths:
            output = read(path)
            name, stats, extremes, dels, damage = crunch.process_single(output)
            results[path] = (stats, extremes, dels, damage)
        summary = crunch.post_process(*({path: one[i] for path, one in results.items()} for i in range(4)))[0]
    else:
        cores = os.cpu_count()
        outputs = read_parallel(paths, n_cores=cores) if order["mode"] == "parallel" else [read(path) for path in paths]
        crunch = Crunch(outputs, lean=True, fatigue_channels=fatigue)
        crunch.process_outputs(cores=cores)
        summary = crunch.summary_stats
    summary.to_csv(order["out"])


if __name__ == "__main__":
    main(sys.argv[1])
