"""Measures processes: wall time, peak memory, and what `--timings` reports. Standard library
only: the driver has to stay small, because Linux counts the memory of the process that starts
another one into the peak of the started one.
"""
import dataclasses
import json
import os
import pathlib
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent


class Failure(Exception):
    """A measured process failed, or did not say what it should."""


@dataclasses.dataclass
class Measurement:
    """One run: seconds of the part that counts, seconds of the whole process, peak memory."""

    seconds: float
    wall_seconds: float
    peak_bytes: int
    report: dict


@dataclasses.dataclass
class Row:
    """One line of the table: a peer, what it is measured against, and the ratio that is asked.

    peer      name of a function of the case module, run in a process of its own:
              function(data, out) -> seconds of the part that counts, or None for the whole
              process
    label     what the table calls the peer
    ours      name of a function of the case module, run in the driver:
              function(bench, out) -> Measurement
    asked     how many times faster amp-geo has to be; None asks nothing
    check     name of a function of the case module, run in a process of its own:
              function(data, ours, peer) -> list of differences
    """

    ours: str
    peer: str | None = None
    label: str = "none"
    asked: float | None = None
    check: str | None = None


def execute(arguments, environment=None, expected=0):
    """Runs a process to its end, which has to give the expected exit code: (seconds, peak bytes,
    standard output, standard error)."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
        begin = time.perf_counter()
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=out, stderr=error, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        error.seek(0)
        output, message = out.read().decode(), error.read().decode()
    if process.returncode != expected:
        command = " ".join(map(str, arguments))
        raise Failure(f"{command}\nexit {process.returncode}\n{message.strip()}")
    return seconds, usage.ru_maxrss * 1024, output, message


def last_json(text, where):
    """The last line that is a JSON object."""
    for line in reversed(text.splitlines()):
        if line.startswith("{"):
            return json.loads(line)
    raise Failure(f"{where}: no JSON line in {text.strip()!r}")


class Bench:
    """What a case works with: the programs, the data and a folder for results."""

    def __init__(self, binary, python, data, quick):
        self.binary, self.python, self.data, self.quick = binary, python, data, quick

    def amp_geo(self, *arguments, phases=None, timings=True, expected=0, output=None):
        """Runs amp-geo. With `phases`, their seconds count; without, the whole process. With
        `output`, what it prints goes to that file."""
        command = [self.binary, *map(str, arguments)] + (["--timings"] if timings else [])
        wall, peak, text, message = execute(command, expected=expected)
        if output:
            pathlib.Path(output).write_text(text, encoding="utf-8")
        report = last_json(message, command[1]) if timings else {}
        seconds = wall
        if phases:
            known = {}
            for phase in report["phases"]:
                known[phase["name"]] = known.get(phase["name"], 0) + phase["seconds"]
            missing = [name for name in phases if name not in known]
            if missing:
                raise Failure(f"{command[1]}: phases {missing} missing, got {sorted(known)}")
            seconds = sum(known[name] for name in phases)
        return Measurement(seconds, wall, peak, report)

    def in_python(self, case, function, *arguments):
        """Runs a function of a case module in a Python process of its own."""
        command = [
            self.python, str(HERE / "peer_process.py"), case, function, json.dumps(arguments)]
        wall, peak, output, _ = execute(command)
        report = last_json(output, f"{case}.{function}")
        seconds = report["result"] if isinstance(report["result"], float) else wall
        return Measurement(seconds, wall, peak, report)


def fresh_folder(path):
    """An empty folder in place of what was there."""
    if path.exists():
        for entry in sorted(path.rglob("*"), reverse=True):
            entry.rmdir() if entry.is_dir() else entry.unlink()
    path.mkdir(parents=True, exist_ok=True)
    return path
