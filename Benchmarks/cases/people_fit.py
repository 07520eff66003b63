"""Where the people of 1,000,000 cells live: uninhabited ground left out, and the people of 35,357
communes met. The clock runs from layers read and projected to people dealt out and fitted.
"""
from harness import Row

TITLE = "1,000,000 cells fitted to 35,357 communes, without 1,000 km squares of uninhabited ground"
DATA = ["communes", "france_cells", "uninhabited"]
ROWS = [Row("ours")]


def ours(bench, out):
    return bench.amp_geo(
        "people", "--grid", bench.data["france_cells"], "--grid-field", "people",
        "--totals", f"{bench.data['communes']}:population",
        "--uninhabited", bench.data["uninhabited"], "--area-crs", "EPSG:3035",
        "-o", f"{out}/people.csv", phases=["index", "dissolve", "audit", "compute"])
