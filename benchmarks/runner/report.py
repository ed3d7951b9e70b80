"""Shows the rows on a terminal and writes docs/benchmarks.md."""

from .rows import number


def table(rows):
    lines = ["| what | ours | floor or peer | ratio | target | met? |", "|---|---|---|---|---|---|"]
    for row in rows:
        met = {True: "yes", False: "**no**", None: "-"}[row.met()]
        lines.append(f"| {row.what} | {row.ours} | {row.other} | {row.shown_ratio()} | {row.shown_target()} | {met} |")
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
        lines.append(f"- {row.what} / {row.other} ({measure}): {by}" + (f"; {row.note}" if row.note else ""))
    return "\n".join(lines) if lines else "None."


def text(rows):
    """The same for a terminal: one line per row."""
    marks = {True: "met", False: "SHORT", None: ""}
    width = max(len(row.what) for row in rows)
    return "\n".join(f"{marks[row.met()]:6}{row.what:{width}}  {row.shown_ratio():>42}  {row.shown_target():>8}  "
                     f"{row.other}" for row in rows)
