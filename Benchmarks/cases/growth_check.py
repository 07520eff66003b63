"""How the check of a coverage grows with what lies in each other: frames around frames with a void
between each two, parts of one feature or features of their own. Each row runs n, 2n and 4n of them by
themselves and asks that four times the input takes at most eight times as long (start of the process
left out), where n² would take sixteen times; and that every void is found, with its area."""
import json
import pathlib

from harness import Failure, Row

TITLE = "growth of check --coverage: four times the frames around frames"
DATA = []
LARGEST = {"parts": 8_000, "features": 8_000}
MOST_GROWTH = 8
FLOOR_SECONDS = 0.25
X, Y = 3_940_000, 2_250_000


def square(half):
    return [[X - half, Y - half], [X + half, Y - half], [X + half, Y + half], [X - half, Y + half],
            [X - half, Y - half]]


def frame(i):
    """From 0.5 (2i + 1) to 0.5 (2i + 2) m around the middle: half a metre of void between two."""
    return [square(i + 1), square(i + 0.5)[::-1]]


def void_area(i):
    """Of the void in frame i."""
    return (2 * (i + 0.5)) ** 2 - (2 * i) ** 2


def write(path, kind, count):
    def feature(number, geometry):
        return json.dumps(
            {"type": "Feature", "id": number, "properties": {}, "geometry": geometry})

    with open(path, "w", encoding="utf-8") as file:
        crs = {"type": "name", "properties": {"name": "EPSG:3035"}}
        file.write('{"type":"FeatureCollection","crs":%s,"features":[\n' % json.dumps(crs))
        if kind == "parts":
            file.write(feature(0, {
                "type": "MultiPolygon", "coordinates": [frame(i) for i in range(count)]}))
        else:
            file.write(",\n".join(
                feature(i, {"type": "Polygon", "coordinates": frame(i)}) for i in range(count)))
        file.write("]}\n")


def of_size(bench, out, kind, times):
    count = LARGEST[kind] * times // 4 // (10 if bench.quick else 1)
    source = f"{out}/{kind}-{count}.geojson"
    write(source, kind, count)
    run = bench.amp_geo(
        "check", source, "--coverage", "--only", "C202,C203", "--format", "json",
        "--fail-on", "never", "-o", f"{out}/{kind}.json")
    with open(f"{out}/{kind}.json", encoding="utf-8") as file:
        found = sorted(f["area_m2"] for f in json.load(file)["findings"])
    expected = [void_area(i) for i in range(count)]
    wrong = [(a, b) for a, b in zip(found, expected) if abs(a - b) > 1e-5 + 1e-9 * b]
    if len(found) != count or wrong:
        raise Failure(f"{kind}: {len(found)} voids for {count}, areas differ: {wrong[:3]}")
    (pathlib.Path(out) / f"{kind}-{times}.json").write_text(json.dumps(run.wall_seconds))
    if times == 4:
        seconds = json.loads((pathlib.Path(out) / f"{kind}-1.json").read_text())
        if run.wall_seconds > MOST_GROWTH * max(seconds, FLOOR_SECONDS):
            raise Failure(f"{kind}: {seconds:.2f} s grow to {run.wall_seconds:.2f} s")
    return run


def row(kind, what, times):
    """A row of the table, and the function that it names."""
    name = f"{kind}_{times}"
    globals()[name] = lambda bench, out: of_size(bench, out, kind, times)
    return Row(name, None, f"{LARGEST[kind] * times // 4:,} {what}")


ROWS = [
    row(kind, what, times)
    for kind, what in [("parts", "frames of one feature"), ("features", "frames")]
    for times in (1, 2, 4)
]
