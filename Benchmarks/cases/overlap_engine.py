"""Areas of all overlaps of 35,357 polygons with the same, shifted: 170,000 pairs. Both layers are
in memory and projected to EPSG:3035 before the clock starts; indexing is in the time."""
from harness import Row

TITLE = "overlap areas, 170,000 pairs, loaded and projected"
DATA = ["communes", "shifted"]
ROWS = [
    Row("ours", "geopandas_overlay", "geopandas.overlay + area", 50, "check_overlay"),
    Row("ours", "shapely_tree", "shapely STRtree + intersection + area", 40, "check_tree"),
]


def ours(bench, out):
    return bench.amp_geo(
        "overlaps", bench.data["communes"], bench.data["shifted"], "--areas-only",
        "-o", f"{out}/ours.csv", phases=["index", "compute"])


def load(data):
    import geopandas

    frames = []
    for name in ("communes", "shifted"):
        frame = geopandas.read_file(data[name], engine="pyogrio").to_crs("EPSG:3035")
        frames.append(frame[["insee", "geometry"]])
    return frames


def geopandas_overlay(data, out):
    import time

    import geopandas

    a, b = load(data)
    begin = time.perf_counter()
    common = geopandas.overlay(
        a.rename(columns={"insee": "a_id"}), b.rename(columns={"insee": "b_id"}),
        how="intersection", keep_geom_type=True)
    common["area_m2"] = common.area
    seconds = time.perf_counter() - begin
    common[["a_id", "b_id", "area_m2"]].to_csv(f"{out}/overlay.csv", index=False)
    return seconds


def shapely_tree(data, out):
    import time

    import pandas
    import shapely

    a, b = load(data)
    begin = time.perf_counter()
    left, right = shapely.STRtree(b.geometry.values).query(a.geometry.values)
    area = shapely.area(
        shapely.intersection(a.geometry.values[left], b.geometry.values[right]))
    seconds = time.perf_counter() - begin
    keep = area > 0
    pandas.DataFrame({
        "a_id": a["insee"].values[left[keep]], "b_id": b["insee"].values[right[keep]],
        "area_m2": area[keep]}).to_csv(f"{out}/tree.csv", index=False)
    return seconds


def compare(data, out, peer):
    import checking

    return checking.pair_files(
        f"{out}/ours.csv", f"{out}/{peer}.csv", (data["communes"], "insee"),
        (data["shifted"], "insee"))


def check_overlay(data, out):
    return compare(data, out, "overlay")


def check_tree(data, out):
    return compare(data, out, "tree")
