"""How coverage and overlaps grow where pairs of features, or the pieces of a pair, are as many as the
square of the input: one polygon many times over, thin strips across each other's boxes, rings around
rings, combs across each other whose backs touch (their pieces are the input that counts). Each row runs n, 2n and 4n features
by themselves and asks that four times the input takes at most eight times as long (start of the process
left out) and four times the memory, where n² would take sixteen times both; and that the figures are
those of the closed form. A table of all pairs of a pile cannot be short: beyond 10,000,000 pairs
`overlaps` refuses (docs/outputs.md), which is a row as well."""
import csv
import json
import math
import pathlib

from harness import Failure, Row

TITLE = "growth of coverage: four times the pile, the strips, the rings, the pieces of combs"
DATA = []
# The features of the largest of three inputs.
LARGEST = {"pile": 8_000, "strips": 40_000, "rings": 10_000}
MOST_GROWTH = 8
MOST_MEMORY_GROWTH = 4.5
# A process starts in that time and memory; what is below grows no row.
FLOOR_SECONDS = 0.25
FLOOR_BYTES = 60 * 2**20
X, Y = 3_940_000, 2_250_000
CORNERS = 64


def circle(radius):
    ring = [[X + radius * math.cos(2 * math.pi * k / CORNERS),
             Y + radius * math.sin(2 * math.pi * k / CORNERS)] for k in range(CORNERS)]
    return ring + ring[:1]


def feature(kind, i):
    """Rings of one feature and its area."""
    if kind == "pile":
        return [[[X, Y], [X + 100, Y], [X + 100, Y + 100], [X, Y + 100], [X, Y]]], 10_000
    if kind == "strips":
        west = X + 0.02 * i
        return [[[west, Y], [west + 0.02, Y], [west + 1000.02, Y + 1000], [west + 1000, Y + 1000],
                 [west, Y]]], 20
    wedge = CORNERS / 2 * math.sin(2 * math.pi / CORNERS)
    area = wedge * (((i + 1) / 2) ** 2 - (i / 2) ** 2)
    return [circle((i + 1) / 2)] + ([circle(i / 2)[::-1]] if i else []), area


def write(path, kind, count):
    with open(path, "w", encoding="utf-8") as file:
        crs = {"type": "name", "properties": {"name": "EPSG:3035"}}
        file.write('{"type":"FeatureCollection","crs":%s,"features":[\n' % json.dumps(crs))
        for i in range(count):
            geometry = {"type": "Polygon", "coordinates": feature(kind, i)[0]}
            file.write((",\n" if i else "") + json.dumps(
                {"type": "Feature", "id": i, "properties": {}, "geometry": geometry}))
        file.write("]}\n")


def check(kind, count, path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if len(rows) != count:
        raise Failure(f"{kind}: {len(rows)} rows for {count} zones")
    for row in rows:
        expected = feature(kind, int(row["id"]))[1]
        if abs(float(row["l_area_m2"]) - expected) > 1e-5 + 1e-8 * expected:
            raise Failure(f"{kind}: zone {row['id']} has {row['l_area_m2']} m2 for {expected}")


def of_size(bench, out, kind, times):
    """Runs one of three inputs; the largest, which comes last, is held against the smallest."""
    count = LARGEST[kind] * times // 4 // (10 if bench.quick else 1)
    source, result = f"{out}/{kind}-{count}.geojson", f"{out}/{kind}-{count}.csv"
    write(source, kind, count)
    run = bench.amp_geo(
        "coverage", "--zones", source, "--layer", f"l={source}", "--quiet", "-o", result)
    check(kind, count, result)
    figures = pathlib.Path(out) / f"{kind}-{times}.json"
    figures.write_text(json.dumps([run.wall_seconds, run.peak_bytes]))
    if times == 4:
        seconds, peak = json.loads((pathlib.Path(out) / f"{kind}-1.json").read_text())
        if run.wall_seconds > MOST_GROWTH * max(seconds, FLOOR_SECONDS):
            raise Failure(f"{kind}: {seconds:.2f} s grow to {run.wall_seconds:.2f} s")
        if run.peak_bytes > MOST_MEMORY_GROWTH * max(peak, FLOOR_BYTES):
            raise Failure(f"{kind}: {peak >> 20} MB grow to {run.peak_bytes >> 20} MB")
    return run


def pairs(bench, out):
    source = f"{out}/pairs.geojson"
    write(source, "pile", 8_000)
    run = bench.amp_geo(
        "overlaps", source, "--areas-only", "-o", f"{out}/pairs.csv", expected=65, timings=False)
    if run.peak_bytes > 2**30:
        raise Failure(f"pairs: refused only after {run.peak_bytes >> 20} MB")
    return run


def comb(teeth, turned):
    """A comb of so many teeth, each 1 m wide and as long as all are wide, every 2 m."""
    width = 2 * teeth
    ring = [[0, -1], [width, -1], [width, 0]]
    for start in range(width - 2, -1, -2):
        ring += [[start + 1.5, 0], [start + 1.5, width], [start + 0.5, width], [start + 0.5, 0]]
    ring += [[0, 0], [0, -1]]
    return [[X + (y if turned else x), Y + (x if turned else y)] for x, y in ring]


def pieces_of(path):
    """The polygons of the one feature of a file."""
    (only,) = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["features"]
    return len(only["geometry"]["coordinates"])


def combs(bench, out, teeth):
    """Two combs across each other: one pair that shares a square for each two teeth."""
    teeth //= 4 if bench.quick else 1
    paths = []
    for turned in (False, True):
        paths.append(f"{out}/comb-{teeth}-{int(turned)}.geojson")
        crs = {"type": "name", "properties": {"name": "EPSG:3035"}}
        shape = {"type": "Polygon", "coordinates": [comb(teeth, turned)]}
        pathlib.Path(paths[-1]).write_text(json.dumps(
            {"type": "FeatureCollection", "crs": crs, "features": [
                {"type": "Feature", "id": 1, "properties": {}, "geometry": shape}]}))
    result = f"{out}/combs-{teeth}.geojson"
    run = bench.amp_geo("overlaps", *paths, "--quiet", "-o", result)
    # Elsewhere, since the memory of the driver counts into that of what it starts.
    pieces = bench.in_python("growth_coverage", "pieces_of", result).report["result"]
    if pieces != teeth * teeth:
        raise Failure(f"combs: {pieces} pieces for {teeth * teeth}")
    (pathlib.Path(out) / f"combs-{teeth}.json").write_text(
        json.dumps([run.wall_seconds, run.peak_bytes]))
    before = pathlib.Path(out) / f"combs-{teeth // 2}.json"
    if before.exists():
        # Twice the teeth are four times the pieces.
        seconds, peak = json.loads(before.read_text())
        if run.wall_seconds > MOST_GROWTH * max(seconds, FLOOR_SECONDS):
            raise Failure(f"combs: {seconds:.2f} s grow to {run.wall_seconds:.2f} s")
        if run.peak_bytes > MOST_MEMORY_GROWTH * max(peak, FLOOR_BYTES):
            raise Failure(f"combs: {peak >> 20} MB grow to {run.peak_bytes >> 20} MB")
    return run


def combs_250(bench, out):
    return combs(bench, out, 250)


def combs_500(bench, out):
    return combs(bench, out, 500)


def combs_1000(bench, out):
    return combs(bench, out, 1000)


def row(kind, what, times):
    """A row of the table, and the function that it names."""
    name = f"{kind}_{times}"
    globals()[name] = lambda bench, out: of_size(bench, out, kind, times)
    return Row(name, None, f"{LARGEST[kind] * times // 4:,} {what}")


ROWS = [
    row(kind, what, times)
    for kind, what in [
        ("pile", "times one polygon"), ("strips", "strips of 2 cm"), ("rings", "rings of 128 edges")]
    for times in (1, 2, 4)
] + [
    Row(f"combs_{teeth}", None, f"{teeth ** 2:,} pieces of two combs") for teeth in (250, 500, 1000)
] + [Row("pairs", None, "refused: all pairs of a pile of 8,000")]
