"""User CPU time and peak memory of compiling translation units: the least of three rounds that take turns."""

import os
import subprocess

from . import operations
from .rows import Row, number
from .setup import progress

OPERATIONS = [0, 1, 10, 100, 223, 1000]
CALL_SITES = [1, 21]


class Unit:
    def __init__(self, name, path, *flags):
        self.name, self.path, self.flags = name, path, flags
        self.seconds, self.megabytes = float("inf"), float("inf")


def compile_once(setup, unit):
    output = setup.scratch("compile") / (unit.name.replace(" ", "_") + ".o")
    command = [setup.compiler, "-std=c++20", *unit.flags, *setup.flags, "-c", str(unit.path), "-o", str(output)]
    child = subprocess.Popen(command)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"the compiler refuses {unit.path}: {' '.join(command)}")
    unit.seconds = min(unit.seconds, used.ru_utime)
    unit.megabytes = min(unit.megabytes, used.ru_maxrss / 1024)


def units_of(setup, most_operations):
    here = setup.source / "benchmarks" / "compile"
    units = [Unit(f"{name} {level} {mode}".strip(), here / f"{name}.cpp", level, *flags)
             for name, levels, mode, flags in [
                 ("standard_headers", ["-O0", "-O2"], "", []),
                 ("request", ["-O0"], "", []),
                 ("minimal_asio", ["-O0", "-O2"], "", []),
                 ("blocking_call", ["-O2"], "compiled", ["-DBINDERY_COMPILED"]),
                 ("asynchronous_call", ["-O0", "-O2"], "compiled", ["-DBINDERY_COMPILED"]),
                 ("blocking_call", ["-O0", "-O2"], "", []),
                 ("asynchronous_call", ["-O0", "-O2"], "", []),
                 ("plain_loop", ["-O0", "-O2"], "", []),
                 ("beast_ssl", ["-O0", "-O2"], "", []),
             ] for level in levels]

    folder = setup.scratch("operations")
    operations.write_headers(folder, most_operations)

    def generated(name, text, *flags):
        path = folder / f"{name.replace(' ', '_')}.cpp"
        path.write_text(text)
        return Unit(name, path, *flags)

    for count in OPERATIONS:
        if count <= most_operations:
            units.append(generated(f"{count} operations", operations.including(count), "-O0"))
    for count in (0, 100):
        units.append(generated(f"{count} described", operations.described(count), "-O0"))
    for count in CALL_SITES:
        units.append(generated(f"{count} calls", operations.calling(count, CALL_SITES[-1]), "-O2", "-DBINDERY_COMPILED"))
    return units


def measure(setup, quick):
    units = units_of(setup, 100 if quick else OPERATIONS[-1])
    rounds = 1 if quick else 3
    for turn in range(rounds):
        for unit in units:
            progress(f"compile: round {turn + 1} of {rounds}, {unit.name}")
            compile_once(setup, unit)
    return {unit.name: {"seconds": unit.seconds, "megabytes": unit.megabytes} for unit in units}


# Targets are stated in seconds of a machine on which the standard headers take 0.83 s. They are measured here as well,
# and as ratios to them the targets hold on any machine.
STANDARD_HEADERS = 0.83


def percent(seconds, results, level):
    return {"time": 100 * seconds / results[f"standard_headers {level}"]["seconds"]}


def rows(results):
    def ratio(unit, to):
        return {"time": results[unit]["seconds"] / results[to]["seconds"],
                "memory": results[unit]["megabytes"] / results[to]["megabytes"]}

    def row(name, what, unit, to, label, target):
        found = ratio(unit, to)
        return Row(name, what, "header-only" if "compiled" not in unit else "compiled mode", label, target, False,
                   {"time": found["time"]}, note=f"{number(found['memory'])} times its memory")

    shown = [
        row("compile_request", "compile: a request built and validated, -O0", "request -O0", "standard_headers -O0",
            "the standard headers", 1.0 / STANDARD_HEADERS),
        row("compile_blocking", "compile: one blocking call, -O2", "blocking_call -O2 compiled", "standard_headers -O2",
            "the standard headers; a vendor's SDK is 1.75", 1.3 / STANDARD_HEADERS),
    ]
    for level in ("-O0", "-O2"):
        shown.append(row("compile_async", f"compile: one asynchronous call, {level}",
                         f"asynchronous_call {level} compiled", f"minimal_asio {level}", "minimal Asio", 1.3))
    for level in ("-O0", "-O2"):
        for call in ("blocking_call", "asynchronous_call"):
            kind = call.split("_")[0]
            shown.append(row("compile_header_only", f"compile: one {kind} call, header-only, {level}", f"{call} {level}",
                             f"plain_loop {level}", "the plain-loop form of a bare client", 1.2))
            shown.append(row("compile_header_only", f"compile: one {kind} call, header-only, {level}", f"{call} {level}",
                             f"beast_ssl {level}", "Beast + SSL, asynchronous POST", None))

    counts = [count for count in OPERATIONS if f"{count} operations" in results]
    unit = " %"
    for low, high in zip(counts[1:], counts[2:]):
        each = (results[f"{high} operations"]["seconds"] - results[f"{low} operations"]["seconds"]) / (high - low)
        if low >= 10:  # below that the difference is less than the noise
            shown.append(Row("compile_operation", f"compile: per further operation, {low} to {high}, -O0",
                             "its generated header", "the standard headers", 1.2 / STANDARD_HEADERS, False,
                             percent(each, results, "-O0"), unit))
    described = (results["100 described"]["seconds"] - results["0 described"]["seconds"]) / 100
    shown.append(Row("compile_operation", "compile: one structure described, no more, -O0", "BOOST_DESCRIBE_STRUCT",
                     "the standard headers", None, False, percent(described, results, "-O0"), unit))
    first, last = CALL_SITES
    each = (results[f"{last} calls"]["seconds"] - results[f"{first} calls"]["seconds"]) / (last - first)
    shown.append(Row("compile_call_site", "compile: per further call site, -O2", "compiled mode", "the standard headers",
                     6 / STANDARD_HEADERS, False, percent(each, results, "-O2"), unit))
    return shown
