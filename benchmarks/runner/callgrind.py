"""Counts instructions with callgrind."""

import re
import shutil
import subprocess


def available():
    return shutil.which("valgrind") is not None


def count(setup, prefix=""):
    """Instructions of one run of each contender, in all and outside OpenSSL: {"row/name": (all, outside)}."""
    folder = setup.scratch("callgrind")
    for old in folder.iterdir():
        old.unlink()
    subprocess.run(
        ["valgrind", "-q", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out",
         setup.program("bindery_benchmarks"), "--count", prefix],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    counts = {}
    for path in folder.iterdir():
        name, costs = read(path)
        if name:
            everything = sum(costs.values())
            crypto = sum(cost for binary, cost in costs.items() if "libcrypto" in binary)
            counts[name] = (everything, everything - crypto)
    return counts


def read(path):
    """What triggered a dump, and the instructions spent in each binary."""
    name, costs, names, binary, is_call = None, {}, {}, "", False
    for line in path.read_text(errors="replace").splitlines():
        if line.startswith("desc: Trigger: Client Request: "):
            name = line.split(": ", 3)[3]
        elif line.startswith("ob="):
            number, text = re.fullmatch(r"ob=\((\d+)\)(?: (.*))?", line).groups()
            binary = names.setdefault(number, text or "")
        elif line.startswith("cob="):
            number, text = re.fullmatch(r"cob=\((\d+)\)(?: (.*))?", line).groups()
            names.setdefault(number, text or "")
        elif line.startswith("calls="):
            is_call = True  # the next line is the cost of what is called, counted there
        elif line and (line[0].isdigit() or line[0] in "+-*"):
            if not is_call:
                costs[binary] = costs.get(binary, 0) + int(line.split()[1])
            is_call = False
    return name, costs
