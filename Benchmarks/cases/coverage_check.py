"""Whether 35,357 polygons are a valid coverage: no overlap, no gap, borders matched."""
from harness import Row

TITLE = "coverage check, 35,357 valid communes"
DATA = ["communes"]
ROWS = [Row("ours", "shapely_coverage", "shapely.coverage_is_valid", 10)]


def ours(bench, out):
    return bench.amp_geo("check", bench.data["communes"], "--coverage", phases=["coverage"])


def shapely_coverage(data, out):
    import time

    import geopandas
    import shapely

    frame = geopandas.read_file(data["communes"], engine="pyogrio")
    begin = time.perf_counter()
    valid = shapely.coverage_is_valid(frame.geometry.values)
    seconds = time.perf_counter() - begin
    if not valid:
        raise ValueError("the benchmark's communes are not a valid coverage")
    return seconds
