"""From 1,000,000 cells of 50 m where people live to the nearest of 10,000 stops, in a straight line.

Cells are read, cut by zones and laid out before the clock starts, on both sides. It then runs for an
index of the stops and the distance of every cell: amp-geo's phase `nearest`, which has some 400 cells
of the ground beside, and cKDTree's build and query (with all cores). Results are those of people: how
many live within 500 m in each of 16 zones, and their mean distance.
"""
from harness import Row

TITLE = "nearest stop of people in 1,000,000 cells, straight line"
DATA = ["people_cells", "people_stops", "people_zones"]
ROWS = [Row("ours", "ckdtree", "scipy cKDTree", 1, "check")]
CUTOFF = 500
# The column of means has centimetres, that of people millionths.
METERS, PEOPLE = 0.006, 1e-3


def ours(bench, out):
    return bench.amp_geo(
        "accessibility", "--zones", bench.data["people_zones"], "--zone-id", "zone",
        "--destination", f"stops={bench.data['people_stops']}", "--crs", "EPSG:3035",
        "--people", bench.data["people_cells"], "--people-field", "people",
        "--cutoffs", CUTOFF, "--cell-size", 2_500,
        "--distance-crs", "EPSG:3035", "-o", f"{out}/people.csv", phases=["nearest"])


def ckdtree(data, out):
    import time

    import numpy
    import pandas
    from scipy.spatial import cKDTree

    cells = pandas.read_csv(data["people_cells"])
    corners = cells["cell"].str.extract(r"mN(\d+)E(\d+)").astype(float).to_numpy()
    side = float(cells["cell"].iloc[0].split("RES")[1].split("m")[0])
    places = corners[:, ::-1] + side / 2
    stops = pandas.read_csv(data["people_stops"])[["x", "y"]].to_numpy()
    begin = time.perf_counter()
    distances, _ = cKDTree(stops).query(places, workers=-1)
    seconds = time.perf_counter() - begin
    low = places.min(axis=0)
    width = (places.max(axis=0) - low + side) / 4
    column, row = ((places - low + side / 2) // width).astype(int).T
    zones = 4 * row + column
    people = cells["people"].to_numpy()
    within = numpy.bincount(zones, people * (distances <= CUTOFF))
    mean = numpy.bincount(zones, people * distances) / numpy.bincount(zones, people)
    pandas.DataFrame({"zone": numpy.arange(1, 17), "within": within, "mean": mean}).to_csv(
        f"{out}/peer.csv", index=False)
    return seconds


def check(data, out):
    """The same people within the cutoff and the same mean distance in every zone."""
    import pandas

    mine = pandas.read_csv(f"{out}/people.csv").set_index("zone").sort_index()
    peer = pandas.read_csv(f"{out}/peer.csv").set_index("zone")
    found = []
    people = (mine[f"stops_within_{CUTOFF}m_population"] - peer["within"]).abs()
    if people.isna().any() or people.max() > PEOPLE:
        found.append(f"people within {CUTOFF} m differ by up to {people.max()}")
    meters = (mine["stops_distance_mean_person_m"] - peer["mean"]).abs()
    if meters.isna().any() or meters.max() > METERS:
        found.append(f"means differ by up to {meters.max()} m")
    return found
