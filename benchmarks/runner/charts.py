"""The report's charts, from what was measured."""

from . import chart, growth

CONTENDERS = [("write_request", "write a request"), ("read_small", "read an answer, one video"),
              ("read_large", "read an answer, 2,000 videos")]


def contenders(results):
    times = results["in-process"]["times"]
    groups = []
    for row, heading in CONTENDERS:
        floor = times[f"{row}/floor"]
        entries = sorted((time / floor, name.split("/")[1]) for name, time in times.items() if name.startswith(row + "/"))
        groups.append((heading, [(name, ratio) for ratio, name in entries]))
    return chart.bars("JSON: time as a multiple of hand-written code (logarithmic)", groups)


def signing(results):
    times = results["in-process"]["times"]
    groups = []
    for row, heading in (("sign_tc3", "sign, TC3"), ("sign_acs3", "sign, ACS3"), ("whole_tencent", "whole request, Tencent"),
                         ("whole_alibaba", "whole request, Alibaba")):
        floor = times[f"{row}/floor"]
        groups.append((heading, sorted(((name.split("/")[1], time / floor) for name, time in times.items()
                                        if name.startswith(row + "/")), key=lambda entry: entry[1])))
    return chart.bars("Signing: time as a multiple of the floor (logarithmic)", groups)


def compile_time(results):
    units = results["compile"]
    groups = []
    for level in ("-O0", "-O2"):
        base = units[f"standard_headers {level}"]["seconds"]
        named = [("bindery: request", "request"), ("bindery: blocking, compiled", "blocking_call {} compiled"),
                 ("bindery: async, compiled", "asynchronous_call {} compiled"),
                 ("bindery: blocking", "blocking_call {}"), ("bindery: async", "asynchronous_call {}"),
                 ("minimal Asio", "minimal_asio {}"), ("floor: plain loop", "plain_loop {}"),
                 ("Beast + SSL", "beast_ssl {}")]
        entries = []
        for name, unit in named:
            unit = unit.format(level) if "{}" in unit else f"{unit} {level}"
            if unit in units:
                entries.append((name, units[unit]["seconds"] / base))
        groups.append((level, sorted(entries, key=lambda entry: entry[1])))
    return chart.bars("Compile time of one translation unit, in those of the standard headers", groups)


def payload(results):
    times = results["growth"]["times"]
    read_floor = growth.curve(times, "read", "floor")
    unit = dict(read_floor)[100_000] / 100_000
    series = {name: [(size, time / size / unit) for size, time in growth.curve(times, row, contender)]
              for name, row, contender in (("bindery, read", "read", "bindery"), ("bindery, write", "write", "bindery"),
                                           ("floor, read", "read", "floor"))}
    return chart.lines("Cost per byte, in that of the floor reading 100 KB", "bytes of JSON", series)


def operations(results):
    units = results["compile"]
    base = units["standard_headers -O0"]["seconds"]
    compiled = [(int(name.split()[0]), unit["seconds"] / base) for name, unit in units.items()
                if name.endswith(" operations") and not name.startswith("0 ")]
    dispatched = growth.curve(results["growth"]["times"], "dispatch", "bindery")
    return chart.lines("Cost by number of operations",
                       "operations (compile: 1 is the standard headers; dispatch: 1 is that of one operation)",
                       {"bindery: compile, -O0": compiled,
                        "bindery: dispatch": [(count, time / dispatched[0][1]) for count, time in dispatched]})


def connections(results):
    found = results["growth"]["connections"]
    unit = found["1"]["beast"]["rate"]
    series = {name: [(int(count), figures[contender]["rate"] / unit) for count, figures in found.items()]
              for name, contender in (("bindery", "bindery"), ("bare Beast", "beast"))}
    return chart.lines("Calls per second over plain loopback, in those of bare Beast with one connection",
                       "connections in use", series)


ALL = {
    "json": ("JSON, all contenders", contenders),
    "signing": ("Signing", signing),
    "compile": ("Compile time", compile_time),
    "payload": ("Cost by size of the payload", payload),
    "operations": ("Cost by number of operations", operations),
    "connections": ("Cost by number of connections", connections),
}
