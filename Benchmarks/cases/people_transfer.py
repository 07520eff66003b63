"""People of 35,357 communes moved to as many zones that lie across them, from layers read and projected to
counts: by area, and by area on inhabited ground alone. tobler takes that ground as a raster, amp-geo the same squares as polygons.

tobler's `allocate_total=False` leaves the people of ground without a zone out, as amp-geo does.
"""
from harness import Row

TITLE = "people moved from 35,357 communes to other zones"
DATA = ["communes", "shifted", "inhabited", "inhabited_raster"]
ROWS = [
    Row("by_area", "area_interpolate", "tobler area_interpolate", 20, "check_area"),
    Row("masked", "masked_area_interpolate", "tobler masked_area_interpolate", 20, "check_masked"),
]
# Of a zone's people, as for areas, and a thousandth of a person where there are hardly any.
RELATIVE, PEOPLE = 1e-6, 1e-3


def transfer(bench, output, *more):
    return bench.amp_geo(
        "coverage", "--zones", bench.data["shifted"], "--zone-id", "insee", "--transfer",
        bench.data["communes"], "--extensive", "population", "--area-crs", "EPSG:3035", *more,
        "-o", output, phases=["index", "dissolve", "audit", "compute"])


def by_area(bench, out):
    return transfer(bench, f"{out}/area.csv")


def masked(bench, out):
    return transfer(bench, f"{out}/masked.csv", "--mask", bench.data["inhabited"])


def layers(data):
    import geopandas

    return [
        geopandas.read_file(data[name], engine="pyogrio").to_crs("EPSG:3035")
        for name in ("communes", "shifted")]


def write(moved, targets, path):
    moved["insee"] = targets["insee"].to_numpy()
    moved[["insee", "population"]].to_csv(path, index=False)


def area_interpolate(data, out):
    import time

    from tobler.area_weighted import area_interpolate as interpolate

    source, target = layers(data)
    begin = time.perf_counter()
    moved = interpolate(
        source, target, extensive_variables=["population"], allocate_total=False, n_jobs=-1)
    seconds = time.perf_counter() - begin
    write(moved, target, f"{out}/area-peer.csv")
    return seconds


def masked_area_interpolate(data, out):
    import time

    from tobler.dasymetric import masked_area_interpolate as interpolate

    source, target = layers(data)
    begin = time.perf_counter()
    moved = interpolate(
        source, target, raster=data["inhabited_raster"], pixel_values=[1],
        extensive_variables=["population"], allocate_total=False, n_jobs=-1)
    seconds = time.perf_counter() - begin
    write(moved, target, f"{out}/masked-peer.csv")
    return seconds


def compare(mine, peer):
    import pandas

    ours = pandas.read_csv(mine, dtype={"insee": str}).set_index("insee")["population"].fillna(0)
    theirs = pandas.read_csv(peer, dtype={"insee": str}).set_index("insee")["population"].fillna(0)
    apart = (ours - theirs.reindex(ours.index)).abs() / (RELATIVE * ours + PEOPLE)
    if apart.isna().any() or apart.max() > 1:
        return [f"people differ by {apart.max()} times what is allowed, in zone {apart.idxmax()}"]
    return []


def check_area(data, out):
    return compare(f"{out}/area.csv", f"{out}/area-peer.csv")


def check_masked(data, out):
    return compare(f"{out}/masked.csv", f"{out}/masked-peer.csv")
