#!/usr/bin/env python3
"""Compares amp-geo with its peers, side by side in one run on one machine.

    run.py [--only CASE …] [--quick] [--rounds N] [--json FILE] [--binary PATH] [--peers-only]

Per case and round, amp-geo and each peer run one after the other; the best of all rounds counts.
After the last round the results are compared: pairs and areas to 1e-6, feature counts, columns,
coordinates. A difference fails the run, whatever the times are; so does a ratio that is asked and
not reached, unless --quick was given (small data says little about ratios).

Peers run in Python processes of their own, from a virtual environment that is made on the first
run (.build/bench-env, from requirements.txt). Data is made once, under .build/bench-data.
Peak memory is the largest resident set that Linux saw (wait4); it is never below that of this
driver, about 20 MB.
"""
import argparse
import datetime
import importlib
import json
import os
import pathlib
import platform
import subprocess
import sys

from harness import HERE, REPOSITORY, Bench, Failure, execute, fresh_folder, last_json
from seed import SEED

BUILD = REPOSITORY / ".build"
CASES = [
    "startup", "read_geojson", "write_geojson", "check_geojson", "overlap_engine",
    "overlap_process", "overlap_geometries", "coverage_check", "coverage_1k", "coverage_10k",
    "coverage_50k", "huge_polygon", "network_build", "network_nearest",
    "network_pairs", "network_matrix", "access_measures", "nearest_cells", "people_access",
    "people_transfer", "people_fit", "main_job", "serve_features",
    "growth_repair", "growth_coverage", "growth_check",
]


def environment(folder):
    """The Python of the peers' environment, made when it is missing or out of date."""
    python = folder / "bin" / "python"
    wanted = (HERE / "requirements.txt").read_text()
    stamp = folder / "requirements.txt"
    if stamp.exists() and stamp.read_text() == wanted:
        return str(python)
    print(f"making {folder}", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "-r", str(HERE / "requirements.txt")], check=True, stdin=subprocess.DEVNULL)
    stamp.write_text(wanted)
    return str(python)


def make_data(python, cases, quick):
    names = sorted({name for case in cases for name in case.DATA})
    if not names:
        return {}
    command = [
        python, str(HERE / "make_data.py"), *names, "--folder", str(BUILD / "bench-data")]
    output = subprocess.run(
        command + (["--quick"] if quick else []), check=True, stdout=subprocess.PIPE, text=True)
    return last_json(output.stdout, "make_data.py")


def text_of(*command):
    try:
        output = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return output.stdout.strip()


def circumstances(binary, python, quick, rounds, peers_only):
    """Where and with what was measured: lines for the head of the table."""
    processor = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                processor = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = text_of("git", "-C", str(REPOSITORY), "rev-parse", "--short", "HEAD")
    if text_of("git", "-C", str(REPOSITORY), "status", "--porcelain") not in ("", "unknown"):
        commit += " with changes"
    peers = text_of(python, "-c", (
        "import geopandas, osmnx, shapely, pyogrio, duckdb, sedonadb, platform; print("
        "f'Python {platform.python_version()}, geopandas {geopandas.__version__}, '"
        "f'shapely {shapely.__version__} (GEOS {shapely.geos_version_string}), '"
        "f'pyogrio {pyogrio.__version__} (GDAL {pyogrio.__gdal_version_string__}), '"
        "f'DuckDB {duckdb.__version__}, SedonaDB {sedonadb.__version__}')"))
    swift = text_of("swift", "--version").splitlines()[:1]
    return {
        "date": datetime.date.today().isoformat(),
        "machine": f"{processor}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, "
                   f"{platform.system()} {platform.release()}",
        "amp-geo": "not measured" if peers_only else
                   f"{text_of(binary, '--version')}, commit {commit}, {' '.join(swift)}",
        "peers": peers,
        "data": f"seed {SEED}{', quick: about a tenth of the size' if quick else ''}",
        "rounds": f"best of {rounds}",
    }


class CaseRun:
    """One case: its rounds, the best of each participant, and the differences found."""

    def __init__(self, name, module, bench):
        self.name, self.module, self.bench = name, module, bench
        self.out = fresh_folder(BUILD / "bench-out" / name)
        self.best = {}
        self.differences = {}
        self.failures = []

    def measure(self, rounds, peers_only):
        ours = sorted({row.ours for row in self.module.ROWS}) if not peers_only else []
        peers = [row.peer for row in self.module.ROWS if row.peer]
        for _ in range(rounds):
            for who in ours:
                self.take(who, lambda w=who: getattr(self.module, w)(self.bench, str(self.out)))
            for who in peers:
                self.take(who, lambda w=who: self.bench.in_python(
                    self.name, w, self.bench.data, str(self.out)))
        if peers_only or self.failures:
            return
        for row in self.module.ROWS:
            if row.check:
                try:
                    found = self.bench.in_python(
                        self.name, row.check, self.bench.data, str(self.out))
                    self.differences[row.peer] = found.report["result"]
                except Failure as failure:
                    self.failures.append(str(failure))

    def take(self, who, run):
        try:
            measured = run()
        except Failure as failure:
            if str(failure) not in self.failures:
                self.failures.append(str(failure))
            return
        known = self.best.get(who)
        if known is None or measured.seconds < known.seconds:
            self.best[who] = measured

    def rows(self):
        for row in self.module.ROWS:
            ours, peer = self.best.get(row.ours), self.best.get(row.peer)
            ratio = peer.seconds / ours.seconds if ours and peer else None
            differences = self.differences.get(row.peer)
            yield {
                "case": self.name, "title": self.module.TITLE, "peer": row.label,
                "peer_seconds": peer.seconds if peer else None,
                "our_seconds": ours.seconds if ours else None,
                "our_phases": ours.report.get("phases") if ours else None,
                "ratio": ratio, "asked": row.asked,
                "reached": None if row.asked is None or ratio is None else ratio >= row.asked,
                "peer_peak_bytes": peer.peak_bytes if peer else None,
                "our_peak_bytes": ours.peak_bytes if ours else None,
                "agree": None if differences is None else not differences,
                "differences": differences or [],
            }


def shown(value, form):
    return "–" if value is None else form.format(value)


def markdown(head, rows):
    lines = [f"- {name}: {value}" for name, value in head.items()]
    lines += [
        "", "| case | peer | peer | amp-geo | ratio | asked | results | peak memory, peer "
        "| amp-geo |", "|---|---|---:|---:|---:|---:|---|---:|---:|"]
    for row in rows:
        agree = {None: "not compared", True: "agree", False: "DIFFER"}[row["agree"]]
        peak = [
            shown(None if row[k] is None else row[k] / 2**20, "{:,.0f} MB")
            for k in ("peer_peak_bytes", "our_peak_bytes")]
        lines.append(
            f"| {row['title']} | {row['peer']} | {shown(row['peer_seconds'], '{:.3f} s')} "
            f"| {shown(row['our_seconds'], '{:.3f} s')} | {shown(row['ratio'], '{:.1f}x')} "
            f"| {shown(row['asked'], '{:g}x')} | {agree} | {peak[0]} | {peak[1]} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=CASES, metavar="CASE",
                        help=f"one of: {', '.join(CASES)}; may be given again")
    parser.add_argument("--quick", action="store_true", help="small data, one round")
    parser.add_argument("--rounds", type=int, help="3 unless told, 1 with --quick")
    parser.add_argument("--json", type=pathlib.Path, help="write the figures to this file too")
    parser.add_argument("--binary", type=pathlib.Path, default=BUILD / "release" / "amp-geo")
    parser.add_argument("--environment", type=pathlib.Path, default=BUILD / "bench-env",
                        help="the peers' virtual environment")
    parser.add_argument("--peers-only", action="store_true", help="leave amp-geo out")
    options = parser.parse_args()
    binary = str(options.binary.resolve())
    if not options.peers_only and not os.access(binary, os.X_OK):
        print(f"run.py: {binary} is missing: run `make build` first", file=sys.stderr)
        return 66
    rounds = options.rounds or (1 if options.quick else 3)
    try:
        python = environment(options.environment)
    except subprocess.CalledProcessError as error:
        print(f"run.py: the peers' environment cannot be made: {error}. It needs Python's venv "
              "(Debian: python3-venv) and access to PyPI", file=sys.stderr)
        return 70
    names = options.only or CASES
    modules = {name: importlib.import_module(f"cases.{name}") for name in names}
    data = make_data(python, modules.values(), options.quick)
    bench = Bench(binary, python, data, options.quick)
    head = circumstances(binary, python, options.quick, rounds, options.peers_only)
    execute([python, "-c", "import geopandas, duckdb, sedonadb, scipy"])  # warms the disk cache

    rows, failures = [], []
    for name, module in modules.items():
        print(f"{name}: {module.TITLE}", file=sys.stderr)
        case = CaseRun(name, module, bench)
        case.measure(rounds, options.peers_only)
        rows += case.rows()
        failures += [f"{name}: {failure}" for failure in case.failures]
    print(markdown(head, rows))
    if options.json:
        options.json.write_text(json.dumps({"head": head, "rows": rows}, indent=1) + "\n")
    for row in rows:
        failures += [f"{row['case']} and {row['peer']}: {d}" for d in row["differences"]]
        if row["reached"] is False and not options.quick:
            failures.append(
                f"{row['case']}: {row['ratio']:.1f}x against {row['peer']}, "
                f"{row['asked']:g}x asked")
    for failure in failures:
        print(f"run.py: {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
