"""Two revisions side by side: instructions, and times that take turns."""

from . import callgrind, in_process
from .setup import end_progress, progress

ROWS = r"^(write_|read_|validate|sign_|whole_|dispatch).*/bindery"
ROUNDS = 5


def compare(ours, theirs):
    progress("compare: instructions")
    counts = [callgrind.count(setup) if callgrind.available() else {} for setup in (theirs, ours)]
    times = [{}, {}]
    for turn in range(ROUNDS):
        for found, setup in zip(times, (theirs, ours)):
            progress(f"compare: times, round {turn + 1} of {ROUNDS}")
            for name, time in in_process.times(setup, ROWS, 3, 0.02).items():
                found[name] = min(time, found.get(name, time))
    end_progress()

    lines = [f"{'':32}{'instructions':>14}{'time':>10}     this revision / the other"]
    for name in sorted(set(times[0]) & set(times[1])):
        cells = f"{times[1][name] / times[0][name]:>10.2f}"
        counted = all(name in found for found in counts)
        lines.append(f"{name:32}{counts[1][name][0] / counts[0][name][0]:>14.3f}{cells}" if counted
                     else f"{name:32}{'-':>14}{cells}")
    for side, found, other in (("only here", times[1], times[0]), ("only there", times[0], times[1])):
        lines += [f"{name:32}{side:>14}" for name in sorted(set(found) - set(other))]
    return "\n".join(lines)
