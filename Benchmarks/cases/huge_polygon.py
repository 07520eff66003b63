"""One polygon of 1,000,000 vertices against 100,000 small ones, loaded and projected. The peer
does what a careful user does: a tree, a prepared polygon that tells what lies wholly inside, and
intersections for the rest only."""
from harness import Row

TITLE = "1,000,000-vertex polygon by 100,000 small ones"
DATA = ["huge", "small"]
ROWS = [Row("ours", "shapely_prepared", "shapely, prepared + intersection", None, "check")]


def ours(bench, out):
    return bench.amp_geo(
        "overlaps", bench.data["small"], bench.data["huge"], "--areas-only",
        "-o", f"{out}/ours.csv", phases=["index", "compute"])


def shapely_prepared(data, out):
    import time

    import geopandas
    import numpy
    import pandas
    import shapely

    huge, small = (
        geopandas.read_file(data[name], engine="pyogrio").to_crs("EPSG:3035")
        for name in ("huge", "small"))
    polygon = huge.geometry.values[0]
    begin = time.perf_counter()
    shapely.prepare(polygon)
    near = shapely.STRtree(small.geometry.values).query(polygon, predicate="intersects")
    shapes = small.geometry.values[near]
    inside = shapely.contains_properly(polygon, shapes)
    area = numpy.where(inside, shapely.area(shapes), 0.0)
    area[~inside] = shapely.area(shapely.intersection(polygon, shapes[~inside]))
    seconds = time.perf_counter() - begin
    keep = area > 0
    pandas.DataFrame({
        "a_id": small["id"].values[near[keep]], "b_id": "huge", "area_m2": area[keep]}
    ).to_csv(f"{out}/peer.csv", index=False)
    return seconds


def check(data, out):
    import checking

    return checking.pair_files(
        f"{out}/ours.csv", f"{out}/peer.csv", (data["small"], "id"), (data["huge"], "id"))
