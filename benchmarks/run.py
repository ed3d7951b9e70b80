#!/usr/bin/env python3
"""Measures what ./dev bench has built and writes the report. ./dev bench --help tells what the options mean."""

import argparse
import json
import sys
from pathlib import Path

from runner import code_size, compile_time, in_process, loopback, report, rows
from runner.setup import Setup, end_progress

GROUPS = {
    "in-process": (in_process.measure, rows.in_process_rows),
    "compile": (compile_time.measure, compile_time.rows),
    "size": (code_size.measure, code_size.rows),
    "loopback": (loopback.measure_clients, loopback.client_rows),
    "server": (loopback.measure_servers, loopback.server_rows),
}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("setup", help="benchmarks/setup.json of the build folder")
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--only")
    chosen = arguments.parse_args()

    setup = Setup(chosen.setup)
    results, shown = {}, []
    for group, (measure, rows_of) in GROUPS.items():
        if chosen.only and not group.startswith(chosen.only):
            continue
        results[group] = measure(setup, chosen.quick)
        shown += rows_of(results[group])
    end_progress()
    (setup.folder / "results.json").write_text(json.dumps(results, indent=1))
    print(report.text(shown))


if __name__ == "__main__":
    sys.exit(main())
