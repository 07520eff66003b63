"""Writing the same layer as GeoJSON, 7 decimals, from memory."""
from harness import Row

TITLE = "write GeoJSON, 35,357 communes"
DATA = ["communes_json"]
ROWS = [Row("ours", "geopandas_write", "to_file (pyogrio)", 30, "check")]


def ours(bench, out):
    return bench.amp_geo(
        "convert", bench.data["communes_json"], f"{out}/ours.geojson", phases=["write"])


def geopandas_write(data, out):
    import time

    import geopandas

    frame = geopandas.read_file(data["communes_json"], engine="pyogrio")
    begin = time.perf_counter()
    frame.to_file(
        f"{out}/peer.geojson", driver="GeoJSON", engine="pyogrio", COORDINATE_PRECISION="7",
        RFC7946="YES")
    return time.perf_counter() - begin


def check(data, out):
    import geopandas

    import checking

    return checking.layers(
        geopandas.read_file(f"{out}/ours.geojson"), geopandas.read_file(f"{out}/peer.geojson"))
