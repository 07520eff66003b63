"""How the cost of a repair grows with a tangle, a pile and a nest: one random ring, identical holes
in one polygon, squares one in another. Each row asks that four times the input costs at most six
times as long, start of the process left out: near linear, where n² would cost sixteen times. The
random ring's edges meet in about a quarter of n² places, so that its input is those. Beyond 10,000
places `fix` refuses within a second (docs/fix.md), which is a row as well. The peer repairs by the
same method (GEOS, structure), without an account of the area changed. A comb, one ring of spikes
without width, has no peer: what is left of it is known."""
import json
import random

from harness import Failure, Row

TITLE = "growth of fix: four times the tangle, the pile, the nest, the comb"
DATA = []
ROWS = [
    Row("ring", "ring_peer", "shapely.make_valid, random ring of 270 vertices", None,
        "check_ring"),
    Row("holes", "holes_peer", "shapely.make_valid, 8,000 identical holes", None, "check_holes"),
    Row("nest", "nest_peer", "shapely.make_valid, 8,000 nested squares", None, "check_nest"),
    Row("comb", None, "a ring of 50,000 spikes"),
    Row("scribble", None, "refused: random ring of 2,000 vertices"),
    Row("heap", None, "not settled: 8,000 squares one in another"),
]
# Vertices, holes, squares: the smaller and the larger input.
SIZES = {
    "ring": (135, 270), "holes": (2000, 8000), "nest": (2000, 8000), "comb": (12_500, 50_000)}
MOST_GROWTH = 6
# A process starts, reads and writes in that time; what is below it grows no row.
FLOOR_SECONDS = 0.1
X, Y = 5.37, 43.3


def square(half):
    return [[round(X + x * half, 7), round(Y + y * half, 7)]
            for x, y in [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]]


def random_ring(size):
    source = random.Random(1)
    ring = [[round(X + source.random() / 100, 7), round(Y + source.random() / 100, 7)]
            for _ in range(size)]
    return {"type": "Polygon", "coordinates": [ring + ring[:1]]}


def geometry(kind, size):
    if kind == "ring":
        return random_ring(size)
    if kind == "comb":
        # Feet a millionth of a degree apart.
        teeth = [[round(X + k / 1e6, 7), y] for k in range(1, size + 1) for y in (Y, Y - 1e-5, Y)]
        end = round(X + (size + 1) / 1e6, 7)
        return {"type": "Polygon", "coordinates": [
            [[X, Y], *teeth, [end, Y], [end, Y + 0.01], [X, Y + 0.01], [X, Y]]]}
    if kind == "holes":
        return {"type": "Polygon", "coordinates": [square(0.1)] + [square(0.01)[::-1]] * size}
    return {"type": "MultiPolygon",
            "coordinates": [[square(0.1 * (size - i) / size)] for i in range(size)]}


def write(path, shape):
    feature = {"type": "Feature", "id": 1, "properties": {}, "geometry": shape}
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": [feature]}, file)


def fix(bench, out, kind):
    """Repairs both inputs; the larger one counts."""
    runs = []
    for size in SIZES[kind]:
        source = f"{out}/{kind}-{size}.geojson"
        write(source, geometry(kind, size))
        runs.append(bench.amp_geo(
            "fix", source, "-o", f"{out}/{kind}-{size}-fixed.geojson", "--max-change", "100"))
    with open(f"{out}/{kind}-seconds.json", "w", encoding="utf-8") as file:
        json.dump([run.wall_seconds for run in runs], file)
    return runs[-1]


def ring(bench, out):
    return fix(bench, out, "ring")


def holes(bench, out):
    return fix(bench, out, "holes")


def nest(bench, out):
    return fix(bench, out, "nest")


def comb(bench, out):
    run = fix(bench, out, "comb")
    size = SIZES["comb"][1]
    with open(f"{out}/comb-{size}-fixed.geojson", encoding="utf-8") as file:
        ring = json.load(file)["features"][0]["geometry"]["coordinates"][0]
    if len(ring) != size + 5 or min(y for _, y in ring) != Y:
        raise Failure(f"comb: {len(ring)} vertices are left, {size + 5} are the border's")
    with open(f"{out}/comb-seconds.json", encoding="utf-8") as file:
        small, large = json.load(file)
    if large > MOST_GROWTH * max(small, FLOOR_SECONDS):
        raise Failure(f"comb: {small:.2f} s grow to {large:.2f} s")
    return run


def scribble(bench, out):
    source = f"{out}/scribble.geojson"
    write(source, random_ring(2000))
    return bench.amp_geo(
        "fix", source, "-o", f"{out}/scribble-fixed.geojson", "--max-change", "100", expected=65,
        timings=False)


def heap(bench, out):
    """Features that all overlap all: left as they are, and soon."""
    source = f"{out}/heap.geojson"
    features = [
        {"type": "Feature", "id": i, "properties": {}, "geometry":
            {"type": "Polygon", "coordinates": [square(0.1 * (8000 - i) / 8000)]}}
        for i in range(8000)]
    with open(source, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)
    run = bench.amp_geo(
        "fix", source, "-o", f"{out}/heap-fixed.geojson", "--max-overlap", "1", expected=1,
        timings=False)
    if run.peak_bytes > 2**28:
        raise Failure(f"heap: given up only after {run.peak_bytes >> 20} MB")
    return run


def peer(kind, out):
    import time

    import shapely
    from shapely.geometry import shape

    given = shape(geometry(kind, SIZES[kind][1]))
    begin = time.perf_counter()
    made = shapely.make_valid(given, method="structure", keep_collapsed=False)
    seconds = time.perf_counter() - begin
    with open(f"{out}/{kind}-peer.json", "w", encoding="utf-8") as file:
        json.dump(made.area, file)
    return seconds


def ring_peer(data, out):
    return peer("ring", out)


def holes_peer(data, out):
    return peer("holes", out)


def nest_peer(data, out):
    return peer("nest", out)


def check(kind, out):
    """The area is the peer's, to what 7 decimals leave open along so much border, and the time grows as
    asked."""
    from shapely.geometry import shape

    with open(f"{out}/{kind}-{SIZES[kind][1]}-fixed.geojson", encoding="utf-8") as file:
        area = shape(json.load(file)["features"][0]["geometry"]).area
    with open(f"{out}/{kind}-peer.json", encoding="utf-8") as file:
        peers = json.load(file)
    with open(f"{out}/{kind}-seconds.json", encoding="utf-8") as file:
        small, large = json.load(file)
    differences = []
    if abs(area - peers) > 1e-5 * peers:
        differences.append(f"{kind}: area {area}, the peer's {peers}")
    if large > MOST_GROWTH * max(small, FLOOR_SECONDS):
        differences.append(f"{kind}: {small:.2f} s grow to {large:.2f} s")
    return differences


def check_ring(data, out):
    return check("ring", out)


def check_holes(data, out):
    return check("holes", out)


def check_nest(data, out):
    return check("nest", out)

