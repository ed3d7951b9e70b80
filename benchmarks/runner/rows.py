"""The rows of the report: what is compared with what, and the target."""

from dataclasses import dataclass, field


@dataclass
class Row:
    name: str  # for --only
    what: str
    ours: str
    other: str
    target: float | None = None  # None: stated, not judged
    at_least: bool = False  # the ratio is how many times better we are, not how many times dearer
    ratios: dict = field(default_factory=dict)  # by what it is measured in: "time", "instructions", ...
    unit: str = ""  # of a ratio that is none, such as "KB"
    note: str = ""

    def met(self):
        """True, False, or None when there is nothing to judge."""
        if self.target is None or not self.ratios:
            return None
        value = self.worst()[1]
        return value >= self.target if self.at_least else value <= self.target

    def worst(self):
        """The measure that decides. A claim to be so many times faster is one about time alone."""
        if self.at_least and "time" in self.ratios:
            return "time", self.ratios["time"]
        return (min if self.at_least else max)(self.ratios.items(), key=lambda item: item[1])

    def shown_target(self):
        if self.target is None:
            return "-"
        return f"{'≥' if self.at_least else '≤'} {number(self.target)}{self.unit}"

    def shown_ratio(self):
        if not self.ratios:
            return "not measured"
        if len(self.ratios) == 1:
            (measure, value), = self.ratios.items()
            return number(value) + self.unit + ("" if measure in ("time", "ratio") else f" ({measure})")
        return ", ".join(f"{number(value)}{self.unit} ({measure})" for measure, value in self.ratios.items())


def number(value):
    """Three digits, never an exponent."""
    if value >= 100 or value == int(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


# Instructions that the vendor's C++ SDK spends on the same, counted by callgrind: building the request and preparing it
# signed. Measured once, elsewhere; callgrind has no SHA instructions there either.
VENDOR_SDK_INSTRUCTIONS = {"whole_tencent": 224_350, "whole_alibaba": 589_000}

# Why a row misses its target, where it does.
WHY = {
    "read_small": "Boost.JSON's parser with a handler that does nothing takes three quarters of the floor's instructions, "
                  "and a handler written by hand on it 1.5 of them; a JSON grammar of our own, which would be the way "
                  "below, is not wanted",
    "read_large": "as above: the parser alone takes 0.7 of the floor's instructions, a handler by hand on it 1.5",
    "validate": "since the target was set, writing has become cheaper by a third; a third of validating is the look at "
                "every byte for UTF-8, the rest the walk over the same table",
    "whole_alibaba": "in instructions it is 1.1",
    "call_policies": "the rate's key and window, the attempt's judge and breaker's host, and eight looks at the clock, each a "
                     "few dozen instructions",
    "compile_request": "what is beyond the standard headers is the types with their rules, and one operation's description",
    "compile_blocking": "the request's own share is most of it",
    "compile_operation": "g++ slows down with the size of the unit; up to 223 operations, the largest service, it is met",
    "compile_header_only": "typing, signing, JSON, query and validation, of which the plain-loop form does nothing, take "
                           "0.6 of that form by themselves at -O0; compiled mode parses none of it",
    "compile_call_site": "a third is the front end's, for the structure's table and result<Output>; the rest the "
                         "optimiser's, for destructors and moves",
}

# Of a peer that is not found, what was measured once, elsewhere.
ELSEWHERE = {
    ("write_request", "glaze"): "; elsewhere it took 2.1 to 2.6 times such a floor",
    ("read_small", "glaze"): "; elsewhere the SAX handler by hand took 1.4 times as long as glaze",
    ("read_large", "glaze"): "; elsewhere the SAX handler by hand took 1.1 times as long as glaze",
}

# name, what, ours, contender, its description, target, at least
IN_PROCESS = [
    ("write_request", "write a request: structure to JSON, reused buffer", "json::write",
     [("floor", "hand-written SSE2 writer", 1.5, False),
      ("glaze", "glaze", 1.0, False),
      ("boost-dom", "Boost.JSON value_from + serialize, times faster", 4, True)]),
    ("write_beyond_ascii", "the same with Chinese text and escapes", "json::write",
     [("floor", "hand-written SSE2 writer", None, False)]),
    ("read_small", "read an answer, one video", "provider::read_response",
     [("floor", "hand-written reader", 1.4, False),
      ("glaze", "glaze", 1.1, False),
      ("boost-sax", "SAX handler by hand on Boost.JSON's parser", None, False),
      ("boost-dom", "Boost.JSON parse + value_to, times faster", 3, True)]),
    ("read_large", "read an answer, 2,000 videos", "provider::read_response",
     [("floor", "hand-written reader", 1.4, False),
      ("glaze", "glaze", 1.1, False),
      ("boost-sax", "SAX handler by hand on Boost.JSON's parser", None, False),
      ("boost-dom", "Boost.JSON parse + value_to, times faster", 3, True)]),
    ("sign_tc3", "sign with TC3-HMAC-SHA256, day's key known", "tc3::signer",
     [("floor", "EVP, contexts reused, saved HMAC states", 1.2, False),
      ("one-shot", "one-shot calls, all keys each time, times faster", 6, True)]),
    ("sign_acs3", "sign with ACS3-HMAC-SHA256", "acs3::signer",
     [("floor", "EVP, contexts reused, saved HMAC states", 1.2, False),
      ("one-shot", "one-shot calls, times faster", None, True)]),
    ("whole_tencent", "whole request: validated, written, signed, as HTTP bytes; Tencent", "request_writer",
     [("floor", "the floors for writing and signing, header block copied", 1.3, False)]),
    ("whole_alibaba", "the same, Alibaba", "request_writer",
     [("floor", "the floors for writing and signing, header block copied", 1.3, False)]),
]

# What a client can be asked to do beside a call, and how the report calls it.
CALLS = [("retries", "retries"), ("rates", "a rate limit"), ("observer", "a counting observer"),
         ("policies", "retries, a rate limit and a counting observer")]


def in_process_rows(results):
    measured = {"time": results["times"]}
    if "instructions" in results:
        measured["instructions"] = {name: counts[0] for name, counts in results["instructions"].items()}

    def ratios(ours, other, at_least):
        found = {}
        for measure, values in measured.items():
            if ours in values and other in values:
                ratio = values[ours] / values[other]
                found[measure] = 1 / ratio if at_least else ratio
        return found

    rows = []
    for name, what, ours, others in IN_PROCESS:
        for contender, label, target, at_least in others:
            row = Row(name, what, ours, label, target, at_least,
                      ratios(f"{name}/bindery", f"{name}/{contender}", at_least))
            if not row.ratios:
                row.note = f"{contender} is not installed here" + ELSEWHERE.get((name, contender), "")
            rows.append(row)
    rows.append(Row("validate", "validate a request", "validate", "writing it", 0.3, False,
                    ratios("validate/bindery", "write_request/bindery", False)))
    rows.append(Row("validate_beyond_ascii", "the same with Chinese text and escapes", "validate", "writing it", None,
                    False, ratios("validate_beyond_ascii/bindery", "write_beyond_ascii/bindery", False)))
    counted = results.get("instructions", {})
    for policies, what in CALLS:
        ours, bare = counted.get(f"call/{policies}"), counted.get("call/bindery")
        if ours and bare:
            rows.append(Row(f"call_{policies}", f"a call with {what}", "client", "the same call without",
                            1.05 if policies == "policies" else None, False, {"instructions": ours[0] / bare[0]},
                            note=f"{number(ours[1] / bare[1])} outside OpenSSL"))
    for name, vendor in VENDOR_SDK_INSTRUCTIONS.items():
        counts = results.get("instructions", {}).get(f"{name}/bindery")
        floor = results.get("instructions", {}).get(f"{name}/floor")
        if counts:
            rows.append(Row(name, "whole request, " + ("Tencent" if "tencent" in name else "Alibaba"), "request_writer",
                            "the vendor's C++ SDK, times fewer", 20 if "tencent" in name else None, True,
                            {"instructions": vendor / counts[0]},
                            note=f"the floor itself is {number(vendor / floor[0])}: under callgrind, which has no SHA "
                                 f"instructions, {100 * (1 - floor[1] / floor[0]):.0f} % of it are OpenSSL's"))
    for name, what in [("validate", "allocations of validate"), ("sign_tc3", "allocations of signing, TC3"),
                       ("sign_acs3", "allocations of signing, ACS3"),
                       ("whole_tencent", "allocations of a whole request, Tencent"),
                       ("whole_alibaba", "allocations of a whole request, Alibaba")]:
        own, crypto = results["allocations"][f"{name}/bindery"]
        floor = results["allocations"].get(f"{name}/floor", (0, 0))[1]
        rows.append(Row(name, what, "through operator new", "none", 0, False, {"ratio": own}, "",
                        f"OpenSSL itself makes {crypto}, in the floor {floor}" if crypto else ""))
    return rows
