"""Reads one file through the vendor's wrapper and prints the results: a history, a range graph, linked statistics.

Arguments: the library, the file, and the results to read, as JSON.
"""

import json
import os
import sys

import shim

library, path, wanted = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
os.environ["_OrcFxAPIlib"] = library
shim.install()

import OrcFxAPI

model = OrcFxAPI.Model(path, threadCount=1)
history = wanted["history"]
graph = wanted["rangeGraph"]
linked = wanted["linked"]

values = model[history["object"]].TimeHistory(history["variable"])
curves = model[graph["object"]].RangeGraph(graph["variable"])
statistics = model[linked["object"]].LinkedStatistics([linked["variable"], linked["with"]])
query = statistics.Query(linked["variable"], linked["with"]).asDict()

print(
    json.dumps(
        {
            "version": OrcFxAPI.DLLVersion(),
            "objects": len(model),
            "state": int(model.state),
            "history": list(values),
            "rangeGraph": {name: list(getattr(curves, name)) for name in ("X", "Min", "Max", "Mean", "StdDev", "Upper")},
            "linked": query,
        }
    )
)
