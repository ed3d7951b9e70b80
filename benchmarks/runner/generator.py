"""How long the generator takes for a page of a megabyte, which is more than any reference page has."""

import resource
import subprocess

from .rows import Row
from .setup import progress

BYTES = 1_000_000
HEAD = "# BoilWater\n\nBoils water.\n\nDomain: kettle.acme.test\n\n## Request parameters\n\n"
TAIL = "\n\n## Response parameters\n\n| Parameter | Type | Description |\n|-|-|-|\n| RequestId | String | Names it. |\n"
TYPES = ("String", "Integer", "Array of String", "Boolean", "Float")
WORDS = "How to boil the water, in words, up to 64 characters. Valid values: Slow, Fast. Default: Slow."

# name: header, a line of many
LAYOUTS = {
    "prose": ("", "The kettle number {number} gets hot when it boils water, and so does its lid. Take care of it.\n"),
    "Markdown table": ("| Parameter | Type | Required | Description |\n|-|-|-|-|\n",
                       "| Member{number} | {type} | No | {words} |\n"),
    "Markdown table of short rows": ("| Parameter | Type | Required | Description |\n|-|-|-|-|\n",
                                     "| M{number} | {type} | No | x |\n"),
    "text with tabs": ("Parameter\tType\tRequired\tDescription\n", "Member{number}\t{type}\tNo\t{words}\n"),
}


def page(header, line):
    lines, size = [HEAD, header], 0
    while size < BYTES:
        lines.append(line.format(number=len(lines), type=TYPES[len(lines) % len(TYPES)], words=WORDS))
        size += len(lines[-1])
    return "".join(lines) + TAIL


def seconds(command):
    """CPU time of a program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(setup, quick):
    results = {}
    for name, (header, line) in LAYOUTS.items():
        if not setup.generator:
            break
        progress(f"generator: {name}")
        path = setup.scratch("pages") / f"{name.replace(' ', '_')}.md"
        path.write_text(page(header, line))
        command = [setup.generator, "show", "--lenient", str(path)]
        results[name] = min(seconds(command) for _ in range(1 if quick else 5))
    return results


def rows(results):
    return [Row("generator", f"1 MB of page: {name}", "bindery-gen show", "", 1, False, {"time": results[name]}, " s")
            if name in results else
            Row("generator", f"1 MB of page: {name}", "bindery-gen show", "", 1, note="the generator is not built")
            for name in LAYOUTS]
