"""Clients and servers over loopback, each a process of its own: throughput, CPU time per call, latency, memory."""

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

from .rows import Row, number
from .setup import progress

TRANSPORTS = ["plain", "tls"]
PEERS = {"curl": "libcurl, moving bytes only", "httplib": "cpp-httplib, moving bytes only"}


class Server:
    def __init__(self, setup, kind, transport, threads=1, hold=0):
        words = [setup.program(f"bindery_bench_{kind}_server"), transport, str(threads)] + ([str(hold)] if hold else [])
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = self.process.stdout.readline().strip()
        self.transport = transport

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def cpu(self):
        """Seconds of CPU time so far."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9

    def most_resident(self):
        """Bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s*(\d+) kB", status)[1]) * 1024


def load(setup, client, server, in_flight, seconds, threads=1):
    before = server.cpu()
    out = subprocess.run([setup.program(f"bindery_bench_{client}_client"), server.transport, server.port,
                          str(in_flight), str(seconds), str(threads)], check=True, capture_output=True, text=True)
    found = json.loads(out.stdout)
    if found["calls"] and found["wall"]:
        found["rate"] = found["calls"] / found["wall"]
        found["cpu"] /= found["calls"]
        # Of the warm-up as well: a share that is the same for all.
        found["server_cpu"] = (server.cpu() - before) / found["calls"]
    return found


class Best:
    """The best of several rounds, each figure by itself."""

    def __init__(self):
        self.rate, self.cpu, self.server_cpu, self.p99 = 0, float("inf"), float("inf"), float("inf")

    def add(self, found):
        self.rate = max(self.rate, found["rate"])
        self.cpu = min(self.cpu, found["cpu"])
        self.server_cpu = min(self.server_cpu, found["server_cpu"])
        self.p99 = min(self.p99, found["p99"])


def take_turns(what, rounds, contenders):
    """Runs each contender once per round: {name: (run)} to {name: figures}."""
    best = {name: Best() for name in contenders}
    for turn in range(rounds):
        for name, run in contenders.items():
            progress(f"{what}, round {turn + 1} of {rounds}: {name}")
            best[name].add(run())
    return {name: vars(figures) for name, figures in best.items()}


def measure_clients(setup, quick):
    rounds, seconds = (1, 0.3) if quick else (5, 1)
    results = {}
    for transport in TRANSPORTS:
        with Server(setup, "beast", transport) as server:
            for in_flight in (0, 1, 64):
                clients = ["beast", "bindery"] + (peers(setup) if in_flight == 0 else [])
                results[f"{transport} {in_flight}"] = take_turns(
                    f"loopback, {transport}, {in_flight or 'blocking'}", rounds,
                    {client: lambda client=client: load(setup, client, server, in_flight, seconds)
                     for client in clients})
            few, many = 1, 256
            results[f"{transport} memory"] = {
                client: (load(setup, client, server, many, 0)["heap"] - load(setup, client, server, few, 0)["heap"])
                / (many - few) for client in ("beast", "bindery")}
    results["in flight"] = measure_flight(setup)
    return results


def measure_flight(setup):
    """Memory of calls that are all under way at once, bytes each; nothing where too few files may be open."""
    few, many = 100, 10_000
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 12_000:
        print("10,000 calls in flight are left out, since fewer than 12,000 files may be open (ulimit -n).",
              file=sys.stderr)
        return {}
    resident = {}
    for calls in (few, many):
        progress(f"loopback, {calls} in flight at once")
        with Server(setup, "bindery", "plain", hold=calls) as server:
            client = load(setup, "bindery", server, calls, 0)["rss"]
            resident[calls] = client, server.most_resident()
    return {side: (resident[many][i] - resident[few][i]) / (many - few) for i, side in enumerate(("client", "server"))}


def flight_rows(found):
    return [Row("loopback", "resident memory per call, 10,000 in flight on one thread, plain, in KB", side, "", None,
                False, {"ratio": held / 1024}, " KB") for side, held in found.items()]


def peers(setup):
    """Those that were found; they only block."""
    return [name for name in PEERS if Path(setup.program(f"bindery_bench_{name}_client")).exists()]


def client_rows(results):
    rows = []
    for transport in TRANSPORTS:
        for in_flight, what in ((1, "1 in flight"), (64, "64 in flight"), (0, "blocking")):
            found = results[f"{transport} {in_flight}"]
            ours, bare = found["bindery"], found["beast"]
            rows.append(Row("loopback", f"calls over loopback, {what}, {transport}, one thread", "client",
                            "bare Beast client, times as many calls", 0.85 if in_flight else None, True,
                            {"throughput": ours["rate"] / bare["rate"]},
                            note=f"{number(ours['cpu'] / bare['cpu'])} times its CPU time per call"))
            rows.append(Row("loopback", f"CPU time of a call, {what}, {transport}", "client", "bare Beast client", None,
                            False, {"time": ours["cpu"] / bare["cpu"]}))
            for peer, label in PEERS.items():
                if peer in found:
                    rows.append(Row("loopback", f"calls over loopback, {what}, {transport}, one thread", "client",
                                    label + ", times as many calls", None, True,
                                    {"throughput": ours["rate"] / found[peer]["rate"]}))
        memory = results[f"{transport} memory"]
        rows.append(Row("loopback", f"memory of an idle connection, {transport}", "client", "bare Beast client", None,
                        False, {"ratio": memory["bindery"] / memory["beast"]},
                        note=f"{number(memory['bindery'] / 1024)} KB"))
        rows.append(Row("loopback", f"the same in KB, {transport}", "client", "", None, False,
                        {"ratio": memory["bindery"] / 1024}, " KB"))
    return rows + flight_rows(results["in flight"])


def measure_servers(setup, quick):
    rounds, seconds = (1, 0.3) if quick else (5, 1)
    results = {}
    for transport in TRANSPORTS:
        with Server(setup, "beast", transport) as bare, Server(setup, "bindery", transport) as ours:
            results[transport] = take_turns(
                f"server, {transport}", rounds,
                {name: lambda server=server: load(setup, "beast", server, 64, seconds)
                 for name, server in (("beast", bare), ("bindery", ours))})
    counts = [count for count in (1, 2, 4, 8, 16) if count <= (os.cpu_count() or 1)]
    for count in counts:
        with Server(setup, "bindery", "plain", count) as ours, Server(setup, "beast", "plain", count) as bare:
            results[f"{count} threads"] = take_turns(
                f"server, {count} threads", rounds,
                {name: lambda server=server: load(setup, "beast", server, 64, seconds, count)
                 for name, server in (("beast", bare), ("bindery", ours))})
    return results


def server_rows(results):
    rows = []
    for transport, target in (("plain", 0.7), ("tls", 0.85)):
        ours, bare = results[transport]["bindery"], results[transport]["beast"]
        rows.append(Row("server", f"server: verified, read, validated, handled, {transport}", "server",
                        "bare Beast echo server, times as many calls", target, True,
                        {"throughput": ours["rate"] / bare["rate"]},
                        note=f"{number(ours['server_cpu'] / bare['server_cpu'])} times its CPU time per call"))
        rows.append(Row("server", f"CPU time of a call, {transport}", "server", "bare Beast echo server", None, False,
                        {"time": ours["server_cpu"] / bare["server_cpu"]}))
        rows.append(Row("server", f"99th percentile of latency, 64 in flight, {transport}", "server",
                        "bare Beast echo server", None, False, {"time": ours["p99"] / bare["p99"]}))
    one = results["1 threads"]
    for name, found in results.items():
        if name.endswith(" threads") and name != "1 threads":
            rows.append(Row("server", f"server with {name}, times as many calls as with 1", "server",
                            f"bare Beast echo server: {number(found['beast']['rate'] / one['beast']['rate'])}", None,
                            True, {"throughput": found["bindery"]["rate"] / one["bindery"]["rate"]}))
    return rows
