"""wrk asks with 50 connections for 20 s: features, a box, a tile. No errors, and 99 of 100 answers within
50 ms; the memory of the server does not grow. Prints a line of JSON for each.

Further words: the process of the server, seconds.
"""
import json
import re
import subprocess
import sys

from client import BASE, COLLECTION, require

PROCESS = sys.argv[3] if len(sys.argv) > 3 else None
SECONDS = int(sys.argv[4]) if len(sys.argv) > 4 else 20
TARGETS = {
    "features": f"/collections/{COLLECTION}/items?limit=100&f=json",
    "box": f"/collections/{COLLECTION}/items?limit=100&f=json&bbox=5.3,43.2,5.5,43.4",
    "tile": f"/collections/{COLLECTION}/tiles/WebMercatorQuad/9/187/263",
}
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000}


def memory():
    """Kilobytes that are resident."""
    if PROCESS is None:
        return 0
    with open(f"/proc/{PROCESS}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1))


def load(target, seconds):
    text = subprocess.run(
        ["wrk", "-t2", "-c50", f"-d{seconds}s", "--latency", BASE + target], capture_output=True,
        text=True, check=True).stdout
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s)", text)
    errors = re.findall(r"(Socket errors.*|Non-2xx.*)", text)
    return {
        "requests_per_second": float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)),
        "p99_ms": float(slow.group(1)) * MILLISECONDS[slow.group(2)], "errors": errors}


if __name__ == "__main__":
    for name, target in TARGETS.items():
        load(target, 3)
        before = memory()
        measured = load(target, SECONDS)
        measured |= {"target": name, "memory_kb": [before, memory()]}
        print(json.dumps(measured))
        require(not measured["errors"], f"{name}: {measured['errors']}")
        require(measured["p99_ms"] <= 50, f"{name}: 99 of 100 within {measured['p99_ms']} ms")
        grown = measured["memory_kb"][1] - before
        require(grown <= max(20_000, before // 10), f"{name}: memory has grown by {grown} kB")
