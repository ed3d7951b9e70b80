"""Times, instructions and allocations of the contenders that run inside one process."""

import json
import subprocess
from collections import defaultdict

from . import callgrind
from .setup import progress


def times(setup, pattern, repetitions, seconds):
    """Nanoseconds of one run, the least of several repetitions that take turns: {"row/name": nanoseconds}."""
    out = setup.scratch("times") / "times.json"
    subprocess.run(
        [setup.program("bindery_benchmarks"), f"--benchmark_filter={pattern}",
         "--benchmark_enable_random_interleaving=true", f"--benchmark_repetitions={repetitions}",
         f"--benchmark_min_time={seconds}", f"--benchmark_out={out}", "--benchmark_out_format=json"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = defaultdict(list)
    for run in json.loads(out.read_text())["benchmarks"]:
        if run["run_type"] == "iteration":
            found[run["run_name"].split("/repeats:")[0]].append(run["cpu_time"])
    return {name: min(values) for name, values in found.items()}


def allocations(setup):
    """Allocations of one run: {"row/name": (through operator new, inside OpenSSL)}."""
    out = subprocess.run([setup.program("bindery_benchmarks"), "--allocations"], check=True, capture_output=True,
                         text=True).stdout
    return {name: (int(own), int(crypto)) for name, own, crypto in map(str.split, out.splitlines())}


def measure(setup, quick):
    progress("in process: comparing what contenders make")
    subprocess.run([setup.program("bindery_benchmarks"), "--check"], check=True)
    progress("in process: allocations")
    results = {"allocations": allocations(setup)}
    if callgrind.available():
        progress("in process: instructions")
        results["instructions"] = callgrind.count(setup)
    progress("in process: times")
    rows = r"^(write_|read_|validate|sign_|whole_)"
    results["times"] = times(setup, rows, 3 if quick else 15, 0.01 if quick else 0.05)
    return results
