"""Parses metrics with the reference parser. usage: parse-metrics.py classic|openmetrics < text

Prints JSON: for each family its kind, and its samples as [name, labels, value]. Exit code 3 if the parser is not installed.
"""

import json
import sys

try:
    from prometheus_client import parser
    from prometheus_client.openmetrics import parser as open_parser
except ImportError:
    sys.exit(3)

text = sys.stdin.buffer.read().decode("utf-8")
families = open_parser if sys.argv[1] == "openmetrics" else parser
print(
    json.dumps(
        [
            [family.name, family.type, [[sample.name, sample.labels, sample.value, sample.timestamp] for sample in family.samples]]
            for family in families.text_string_to_metric_families(text)
        ]
    )
)
