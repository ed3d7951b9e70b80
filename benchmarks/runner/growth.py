"""How cost grows: with the payload, the operations, the connections."""

from . import in_process, loopback
from .rows import Row
from .setup import progress

MILLION = 1_000_000
BASE = 100_000  # small enough for the caches


def measure(setup, quick):
    results = {}
    progress("growth: payload and operations")
    small = in_process.times(setup, r"^((read|write)/10{2,6}|dispatch/1[0]*)/", 3 if quick else 9, 0.01 if quick else 0.05)
    large = {} if quick else in_process.times(setup, r"^(read|write)/10{7,8}/", 3, 0.01)
    results["times"] = small | large
    rounds, seconds = (1, 0.2) if quick else (3, 0.7)
    results["connections"] = {}
    with loopback.Server(setup, "beast", "plain") as server:
        for count in (1, 4, 16, 64, 256):
            results["connections"][str(count)] = loopback.take_turns(
                f"growth: {count} connections", rounds,
                {client: lambda client=client: loopback.load(setup, client, server, count, seconds)
                 for client in ("beast", "bindery")})
    return results


def curve(times, row, contender):
    """[(size, nanoseconds)] in the order of sizes."""
    found = [(int(name.split("/")[1]), time) for name, time in times.items()
             if name.startswith(row + "/") and name.endswith("/" + contender)]
    return sorted(found)


def grown(times, row, contender):
    """Cost per byte of the largest payload in that of 100 KB, and the largest."""
    points = dict(curve(times, row, contender))
    largest = max(points)
    return points[largest] / largest / (points[BASE] / BASE), largest


def rows(results):
    shown = []
    for row, what in (("write", "writing"), ("read", "reading")):
        ours, largest = grown(results["times"], row, "bindery")
        other, ratio = f"the same of {in_words(BASE)}", ours
        if row == "read":  # memory for a large answer is dear, whoever reads it
            other, ratio = other + ", as the floor's has grown", ours / grown(results["times"], row, "floor")[0]
        shown.append(Row("growth", f"{what} {in_words(largest)}, cost per byte", f"json::{row}", other, 1.2, False,
                         {"time": ratio}))
    points = dict(curve(results["times"], "dispatch", "bindery"))
    shown.append(Row("growth", "dispatching among 1,000 operations", "dispatcher", "the same among 1", 1.2, False,
                     {"time": points[1000] / points[1]}))
    connections = results["connections"]
    shown.append(Row("growth", "CPU time of a call, 256 connections in use", "client", "the same with 16", None, False,
                     {"time": connections["256"]["bindery"]["cpu"] / connections["16"]["bindery"]["cpu"]},
                     note="bare Beast: " + format(connections["256"]["beast"]["cpu"] / connections["16"]["beast"]["cpu"],
                                                  ".2f")))
    return shown


def in_words(size):
    for unit, name in ((MILLION, "MB"), (1000, "KB")):
        if size >= unit:
            return f"{size // unit} {name}"
    return f"{size} B"
