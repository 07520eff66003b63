"""The same overlaps with their geometries, file to file, written as GeoJSON with 7 decimals."""
from harness import Row

TITLE = "overlap geometries, 170,000 pairs, to GeoJSON"
DATA = ["communes", "shifted"]
ROWS = [Row("ours", "geopandas_geometries", "geopandas.overlay + to_file", 5, "check")]


def ours(bench, out):
    return bench.amp_geo(
        "overlaps", bench.data["communes"], bench.data["shifted"],
        "-o", f"{out}/ours.geojson")


def geopandas_geometries(data, out):
    import geopandas

    a, b = (
        geopandas.read_file(data[name], engine="pyogrio").to_crs("EPSG:3035")
        for name in ("communes", "shifted"))
    common = geopandas.overlay(
        a[["insee", "geometry"]].rename(columns={"insee": "a_id"}),
        b[["insee", "geometry"]].rename(columns={"insee": "b_id"}),
        how="intersection", keep_geom_type=True)
    common["area_m2"] = common.area
    common.to_crs("OGC:CRS84").to_file(
        f"{out}/peer.geojson", driver="GeoJSON", engine="pyogrio", COORDINATE_PRECISION="7",
        RFC7946="YES")


def check(data, out):
    """The same pairs with the same areas, and geometries that have the areas they state (to
    what 7 decimals of a degree leave)."""
    import geopandas

    import checking

    ours, peer = (geopandas.read_file(f"{out}/{who}.geojson") for who in ("ours", "peer"))
    named = ours[["a_id", "b_id", "area_m2"]]
    for side, name in (("a", "communes"), ("b", "shifted")):
        named = checking.by_name(named, side, data[name], "insee")
    found = checking.pairs(named, peer[["a_id", "b_id", "area_m2"]])
    drawn = ours.to_crs("EPSG:3035").area
    rounding = 0.02 * ours.to_crs("EPSG:3035").length + 0.1
    wrong = int(((drawn - ours["area_m2"].astype(float)).abs() > rounding).sum())
    if wrong:
        found.append(f"{wrong} geometries do not have the area that they state")
    return found
