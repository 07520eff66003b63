"""Reading a GeoJSON file of 35,357 polygons (about 55 MB) into memory, geometries and columns."""
from harness import Row

TITLE = "read GeoJSON, 35,357 communes, 55 MB"
DATA = ["communes_json"]
ROWS = [Row("ours", "geopandas_read", "geopandas.read_file (pyogrio)", 6, "check")]


def ours(bench, out):
    return bench.amp_geo(
        "convert", bench.data["communes_json"], f"{out}/ours.geojson", phases=["read"])


def geopandas_read(data, out):
    import time

    import geopandas

    begin = time.perf_counter()
    geopandas.read_file(data["communes_json"], engine="pyogrio")
    return time.perf_counter() - begin


def check(data, out):
    """What amp-geo read, written out again, is what the peer reads."""
    import geopandas

    import checking

    return checking.layers(
        geopandas.read_file(f"{out}/ours.geojson"), geopandas.read_file(data["communes_json"]))
