"""Checking a coverage of 35,357 polygons (2.1 million vertices): once as it is, valid, and once with
1,000 planted gaps and overlaps. Layers are in memory and projected to EPSG:3035 before the clock
starts; amp-geo names, measures and places each fault, the peers say yes or no, or mark edges."""
import json

from harness import Row

TITLE = "coverage check, 35,357 communes, loaded and projected"
DATA = ["communes", "faulty_communes"]
ROWS = [
    Row("ours_valid", "is_valid", "shapely.coverage_is_valid, valid layer", 10, "check_valid"),
    Row("ours_faulty", "invalid_edges", "shapely.coverage_invalid_edges, 1,000 planted faults", 5,
        "check_faulty"),
]
CODES = "C201,C202,C203,C204,C205"


def check(bench, name, out):
    # Faults are findings, which is what exit code 1 is for.
    return bench.amp_geo(
        "check", bench.data[name], "--coverage", "--only", CODES, "--max-gap", "100",
        "--format", "json", "--fail-on", "never", "-o", f"{out}/{name}.json",
        phases=["coverage"])


def ours_valid(bench, out):
    return check(bench, "communes", out)


def ours_faulty(bench, out):
    return check(bench, "faulty_communes", out)


def load(path):
    import geopandas

    return geopandas.read_file(path, engine="pyogrio").to_crs("EPSG:3035").geometry.values


def is_valid(data, out):
    import time

    import shapely

    polygons = load(data["communes"])
    begin = time.perf_counter()
    valid = bool(shapely.coverage_is_valid(polygons))
    seconds = time.perf_counter() - begin
    with open(f"{out}/is_valid.json", "w", encoding="utf-8") as file:
        json.dump(valid, file)
    return seconds


def invalid_edges(data, out):
    import time

    import shapely

    polygons = load(data["faulty_communes"])
    begin = time.perf_counter()
    edges = shapely.coverage_invalid_edges(polygons)
    seconds = time.perf_counter() - begin
    with open(f"{out}/invalid_edges.json", "w", encoding="utf-8") as file:
        json.dump([int(i) for i in (~shapely.is_empty(edges)).nonzero()[0]], file)
    return seconds


def findings(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["findings"]


def check_valid(data, out):
    """No findings, and the peer says valid."""
    found = findings(f"{out}/communes.json")
    differences = [f"{len(found)} findings in a valid coverage, first {found[0]}"] if found else []
    with open(f"{out}/is_valid.json", encoding="utf-8") as file:
        if not json.load(file):
            differences.append("the peer says that the coverage is not valid")
    return differences


def planted_faults(path):
    """{(code, features): area in EPSG:3035}; features are named by the key of their row."""
    import geopandas
    import pyogrio
    import shapely

    table = pyogrio.read_dataframe(path, read_geometry=False, fid_as_index=True)
    key_of = dict(zip(table["insee"], table.index))
    table = table[table["fault"] != ""]
    area = geopandas.GeoSeries(
        shapely.from_wkt(table["fault_shape"].to_numpy()), crs="EPSG:2154").to_crs("EPSG:3035").area
    return {
        (code, *sorted((int(key), int(key_of[other])))): size
        for code, key, other, size in zip(
            table["fault"], table.index, table["fault_with"], area)}


def check_faulty(data, out):
    """The findings are the planted faults: none missed, none invented, both features named, areas
    to one part in a million or 0.01 m²; and the peer, which sees no gaps,
    marks edges of exactly the features that overlap."""
    planted = planted_faults(data["faulty_communes"])
    found = {}
    for finding in findings(f"{out}/faulty_communes.json"):
        features = sorted(int(i) for i in finding["features"])
        found.setdefault((finding["code"], *features), []).append(finding["area_m2"])
    differences = []
    missed, invented = planted.keys() - found.keys(), found.keys() - planted.keys()
    if missed:
        differences.append(f"{len(missed)} faults missed, first {min(missed)}")
    if invented:
        differences.append(f"{len(invented)} faults invented, first {min(invented)}")
    for fault in sorted(planted.keys() & found.keys()):
        area = planted[fault]
        if len(found[fault]) > 1:
            differences.append(f"{fault} is found {len(found[fault])} times")
        elif abs(found[fault][0] - area) > max(1e-6 * area, 0.01):
            differences.append(f"{fault} has {found[fault][0]} m², planted are {area} m²")
    with open(f"{out}/invalid_edges.json", encoding="utf-8") as file:
        marked = {place + 1 for place in json.load(file)}
    overlapping = {key for fault in planted if fault[0] == "C201" for key in fault[1:]}
    if marked != overlapping:
        differences.append(f"the peer marks {len(marked)} features, {len(overlapping)} overlap")
    return differences
