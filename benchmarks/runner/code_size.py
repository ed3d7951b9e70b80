"""Size of stripped programs. Headers are compiled in, OpenSSL and the standard library are shared, as for the peers."""

import subprocess

from . import operations
from .rows import Row
from .setup import progress

FURTHER = 20


def program_size(setup, name, source, *flags):
    progress(f"size: {name}")
    out = setup.scratch("size") / name
    subprocess.run([setup.compiler, "-std=c++20", "-O2", "-DNDEBUG", "-ffunction-sections", "-fdata-sections",
                    "-Wl,--gc-sections", "-s", *flags, *setup.flags, str(source),
                    str(setup.source / "benchmarks" / "compile" / "main.cpp"), "-o", str(out), *setup.link_flags],
                   check=True)
    return out.stat().st_size


def measure(setup, quick):
    here = setup.source / "benchmarks" / "compile"
    folder = setup.scratch("operations")
    operations.write_headers(folder, 1 + FURTHER)
    sizes = {name: program_size(setup, name, here / f"{name}.cpp")
             for name in ("blocking_call", "asynchronous_call", "beast_ssl", "plain_loop")}
    for count in (1, 1 + FURTHER):
        path = folder / f"size_{count}.cpp"
        path.write_text(operations.calling(count, 1 + FURTHER))
        sizes[f"{count} operations"] = program_size(setup, f"{count}_operations", path)
    return sizes


def rows(sizes):
    further = (sizes[f"{1 + FURTHER} operations"] - sizes["1 operations"]) / FURTHER / 1024
    return [
        Row("size_program", "code size: a program that calls one operation", "header-only", "bare Beast + SSL client", 1.3,
            False, {"size": sizes["blocking_call"] / sizes["beast_ssl"]}),
        Row("size_program", "the same, asynchronous", "header-only", "bare Beast + SSL client", 1.3, False,
            {"size": sizes["asynchronous_call"] / sizes["beast_ssl"]}),
        Row("size_program", "code size: a program that calls one operation", "header-only", "the plain-loop form", None,
            False, {"size": sizes["blocking_call"] / sizes["plain_loop"]}),
        Row("size_operation", "code size: per further operation", "call site and tables", "", 6, False,
            {"size": further}, " KB"),
    ]
