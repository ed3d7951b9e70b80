#!/usr/bin/env python3
"""Measures what ./dev bench has built and writes the report. ./dev bench --help tells what the options mean."""

import argparse
import json
import subprocess
import sys

from runner import budgets, code_size, compare, compile_time, generator, growth, in_process, loopback, report, rows
from runner.setup import Setup, end_progress

GROUPS = {
    "in-process": (in_process.measure, rows.in_process_rows),
    "compile": (compile_time.measure, compile_time.rows),
    "size": (code_size.measure, code_size.rows),
    "loopback": (loopback.measure_clients, loopback.client_rows),
    "server": (loopback.measure_servers, loopback.server_rows),
    "growth": (growth.measure, growth.rows),
    "generator": (generator.measure, generator.rows),
}


def measure(setup, groups, quick):
    results, shown = {}, []
    for group in groups:
        take, rows_of = GROUPS[group]
        results[group] = take(setup, quick)
        shown += rows_of(results[group])
    end_progress()
    return results, shown


def groups_of(name):
    """The groups that `name` stands for or may have rows in."""
    named = [group for group in GROUPS if name in group]
    if named:
        return named
    prefixes = {"compile_": "compile", "size_": "size"}
    return [next((group for prefix, group in prefixes.items() if name.startswith(prefix)), "in-process")]


def main():
    arguments = argparse.ArgumentParser(prog="./dev bench", add_help=False)
    arguments.add_argument("setup")
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--only", metavar="NAME")
    arguments.add_argument("--compare", metavar="SETUP")
    arguments.add_argument("--budgets", action="store_true")
    arguments.add_argument("--renew-budgets", action="store_true")
    chosen = arguments.parse_args()
    setup = Setup(chosen.setup)

    if chosen.budgets:
        return budgets.check(setup)
    if chosen.renew_budgets:
        return budgets.renew(setup)
    if chosen.compare:
        print(compare.compare(setup, Setup(chosen.compare)))
        return 0
    if chosen.quick:
        _, shown = measure(setup, ["in-process"], True)
        print(report.text(shown))
        return budgets.check(setup)
    if chosen.only:
        _, shown = measure(setup, groups_of(chosen.only), False)
        narrowed = [row for row in shown if chosen.only in row.name]
        print(report.text(narrowed or shown))
        return 0
    results, shown = measure(setup, GROUPS, False)
    (setup.folder / "results.json").write_text(json.dumps(results, indent=1))
    report.write(setup, results, shown)
    print(report.text(shown))
    print("\nWritten: docs/benchmarks.md")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as failure:
        end_progress()
        sys.exit(f"./dev bench: {failure.cmd[0]} failed." + (f"\n{failure.stderr}" if failure.stderr else ""))
