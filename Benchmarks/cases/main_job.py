"""The main job on the embedded data: time and memory of the whole process."""
from harness import Row

TITLE = "amp-geo run, embedded plan"
DATA = []
ROWS = [Row("ours")]


def ours(bench, out):
    return bench.amp_geo("run", "-o", f"{out}/output")
