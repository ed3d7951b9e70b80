"""Budgets of instructions: what a run may cost, with slack, so that a compiler's whim passes and a mistake does not."""

import sys

from . import callgrind

SKIPPED = 77  # what ctest takes for a test that could not be made


def read(path):
    lines = (line.split("#")[0].split() for line in path.read_text().splitlines())
    return {line[0]: int(line[1]) for line in lines if line}


def renew(setup):
    """Sets each budget to what is spent now and a quarter more."""
    path = setup.source / "benchmarks" / "budgets.txt"
    spent = {name.removesuffix("/bindery"): counts[1] for name, counts in callgrind.count(setup).items()
             if name.endswith("/bindery") and name.count("/") == 1}
    heading = [line for line in path.read_text().splitlines() if line.startswith("#")] if path.exists() else []
    width = max(map(len, spent))
    path.write_text("\n".join(heading + [f"{name:{width}} {round_up(1.25 * count)}" for name, count in sorted(spent.items())])
                    + "\n")
    return 0


def round_up(count):
    """To two digits that matter."""
    step = 10 ** max(len(str(int(count))) - 2, 0)
    return -(-int(count) // step) * step


def check(setup):
    if not callgrind.available():
        print("valgrind is not installed: no budget was checked.")
        return SKIPPED
    budgets = read(setup.source / "benchmarks" / "budgets.txt")
    counts = callgrind.count(setup)
    exceeded = 0
    for name, budget in budgets.items():
        spent = counts.get(f"{name}/bindery", (None, None))[1]
        if spent is None:
            print(f"{name}: in budgets.txt, but not among the benchmarks", file=sys.stderr)
            exceeded += 1
        elif spent > budget:
            print(f"{name}: {spent} instructions outside OpenSSL, the budget is {budget}", file=sys.stderr)
            exceeded += 1
    if exceeded == 0:
        print(f"All {len(budgets)} budgets of instructions are kept.")
    return 1 if exceeded else 0
