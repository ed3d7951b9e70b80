"""Shows the rows on a terminal and writes docs/benchmarks.md with its charts."""

import os
import re
from pathlib import Path

from . import callgrind, charts
from .rows import WHY, number


def table(rows):
    lines = ["| what | ours | floor or peer | ratio | target | met? |", "|---|---|---|---|---|---|"]
    for row in rows:
        met = {True: "yes", False: "**no**", None: "-"}[row.met()]
        lines.append(f"| {row.what} | {row.ours} | {row.other or '-'} | {row.shown_ratio()} | {row.shown_target()} | {met} |")
    return "\n".join(lines)


def shortfalls(rows):
    """A line per row that misses its target, saying by how much."""
    lines = []
    for row in rows:
        if row.met() is not False:
            continue
        measure, value = row.worst()
        if row.target == 0:
            by = f"{number(value)} too many"
        else:
            excess = row.target / value - 1 if row.at_least else value / row.target - 1
            by = f"{number(value)}{row.unit} instead of {number(row.target)}{row.unit}, {100 * excess:.0f} % off"
        why = "; ".join(filter(None, [row.note, WHY.get(row.name)]))
        lines.append(f"- {row.what} / {row.other} ({measure}): {by}" + (f"; {why}." if why else "."))
    return "\n".join(lines) if lines else "None."


def unmeasured(rows):
    return "\n".join(f"- {row.what} / {row.other}: {row.note}." for row in rows if not row.ratios and row.note)


UTF8 = {"bindery": "yes", "floor": "yes", "boost-dom": "yes", "boost-sax": "yes", "rapidjson": "yes, asked to",
        "nlohmann": "yes", "simdjson": "yes", "glaze": "no", "reflect-cpp": "yes"}


def contenders(results):
    times, counts = results["in-process"]["times"], results["in-process"].get("instructions", {})
    lines = ["| contender | write a request | read, one video | read, 2,000 videos | checks UTF-8 |", "|---|---|---|---|---|"]
    rows = [row for row, _ in charts.CONTENDERS]
    names = sorted({name.split("/")[1] for name in times if name.split("/")[0] in rows},
                   key=lambda name: times.get(f"read_small/{name}", 0))
    for name in names:
        cells = []
        for row in rows:
            ours, floor = f"{row}/{name}", f"{row}/floor"
            cell = "-"
            if ours in times:
                cell = number(times[ours] / times[floor])
                if ours in counts:
                    cell += f" ({number(counts[ours][0] / counts[floor][0])})"
            cells.append(cell)
        lines.append(f"| {name} | {' | '.join(cells)} | {UTF8.get(name, '-')} |")
    return "\n".join(lines)


def machine(setup):
    """The kind of machine, in words that say nothing of whose it is."""
    words = [f"{os.cpu_count()} shared cores, {os.uname().machine}"]
    cpu = Path("/proc/cpuinfo")
    flags = set(re.findall(r"\w+", cpu.read_text())) if cpu.exists() else set()
    known = [name for flag, name in (("avx2", "AVX2"), ("avx512f", "AVX-512"), ("sha_ni", "SHA instructions")) if flag in flags]
    if known:
        words.append("with " + ", ".join(known))
    return (f"{' '.join(words)}; {os.uname().sysname}; {setup.compiler_name}, Boost {setup.boost_version}, "
            f"OpenSSL {setup.openssl_version}")


def write(setup, results, rows):
    folder = setup.source / "docs" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    shown = []
    for name, (title, draw) in charts.ALL.items():
        (folder / f"{name}.svg").write_text(draw(results))
        shown.append(f"![{title}](benchmarks/{name}.svg)")
    judged = [row for row in rows if row.met() is not None]
    met = sum(row.met() for row in judged)
    missing = unmeasured(rows)
    text = f"""# Benchmarks

Everything here comes from one run of

```sh
./dev bench
```

on: {machine(setup)}.

Figures are ratios, never times: ours to hand-written code that does the same work and no more (the *floor*,
`benchmarks/floor/`), or to what one would use instead (a *peer*). {met} of {len(judged)} targets are met.

## Against the targets

{table(rows)}

*time*: least of several repetitions that take turns. *instructions*: counted by callgrind, which has no SHA instructions, so
that SHA-256 weighs more in it than it does in time. Where both stand, the worse one is held against the target; a claim to be
so many times faster is one about time.

## Short of their target

{shortfalls(rows)}

{"Not measured here:" if missing else ""}

{missing}

## All contenders

Time as a multiple of the floor's, instructions in parentheses. All make and read the same; that is checked before anything is
measured. The floor checks UTF-8, escapes and integers as strictly as the library does.

{contenders(results)}

{chr(10).join(shown[:2])}

## How cost grows

{(chr(10) * 2).join(shown[2:])}

## How it is measured

- In process: Google Benchmark, repetitions of all contenders in random order; instructions of one warm run by callgrind;
  allocations by a counting operator new. Payloads: ExecuteFunction with a SessionContext of 200 characters;
  DescribeVideoGenerationTask's example answer, compact, with one video and with 2,000.
- Compile time: user CPU of the compiler without a cache, least of three rounds that take turns. Targets stated in seconds are
  turned into ratios to the standard headers, which take 0.83 s on the machine the targets were made on. A call is
  `benchmarks/compile/`; further operations are generated ones of ten members.
- Code size: stripped, -O2, sections collected; OpenSSL and the standard library shared.
- Loopback: client and server are processes of their own, the peer's client sends and reads the same bytes with
  `http::async_write` and `http::async_read`. Best of several rounds that take turns. Memory is what malloc has handed out.
- A call with policies: instructions of one warm blocking call over plain loopback, its peer a thread that receives and sends.
- Server: one operation, signatures verified, quota and input checked, under 64 connections of a bare Beast client.
- The vendor's C++ SDK was counted once, elsewhere, built as shipped but for includes it lacks.
- Budgets of instructions with slack (`benchmarks/budgets.txt`) are a test, labelled `budget`. Nothing that depends on time is.
"""
    (setup.source / "docs" / "benchmarks.md").write_text(re.sub(r"\n{3,}", "\n\n", text))


def text(rows):
    """The same for a terminal: one line per row."""
    marks = {True: "met", False: "SHORT", None: ""}
    width = max(len(row.what) for row in rows)
    return "\n".join(f"{marks[row.met()]:6}{row.what:{width}}  {row.shown_ratio():>42}  {row.shown_target():>8}  "
                     f"{row.other}" for row in rows)
