#!/usr/bin/env python3
"""Writes the binary inputs of the fuzzer, a few bytes each: GeoPackage geometries, Shapefiles and
polygons on a lattice. With --check it writes nothing, and fails when a file is not what it makes."""
import pathlib
import struct
import sys

folder = pathlib.Path(__file__).parent
is_checking = sys.argv[1:] == ["--check"]
wrong = []
square = [(0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0), (0.0, 0.0)]
hole = [(2.0, 2.0), (4.0, 2.0), (4.0, 4.0), (2.0, 2.0)]


def put(target, name, data, kind="Corpus"):
    path = folder / kind / target / name
    if not is_checking:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    elif not path.is_file() or path.read_bytes() != data:
        wrong.append(path)


# Well-Known Binary, byte order by `e`.
def head(kind, e="<"):
    return struct.pack(e + "BI", 1 if e == "<" else 0, kind)


def run(points, e="<"):
    return struct.pack(e + "I", len(points)) + b"".join(
        struct.pack(e + f"{len(p)}d", *p) for p in points)


def polygon(rings, kind=3, e="<"):
    return head(kind, e) + struct.pack(e + "I", len(rings)) + b"".join(run(r, e) for r in rings)


def multi(kind, members, e="<"):
    return head(kind, e) + struct.pack(e + "I", len(members)) + b"".join(members)


def geometry(wkb, envelope=0, flags=1):
    sizes = [0, 4, 6, 6, 8]
    header = b"GP\0" + bytes([flags | envelope << 1]) + struct.pack("<i", 2154)
    return header + struct.pack(f"<{sizes[envelope]}d", *range(sizes[envelope])) + wkb


point = head(1) + struct.pack("<2d", 1, 2)
line = head(2) + run([(0, 0), (1, 1)])
put("geopackage", "point", geometry(point))
put("geopackage", "empty-point", geometry(head(1) + struct.pack("<2d", *[float("nan")] * 2), flags=0x11))
put("geopackage", "line-z", geometry(head(1002) + run([(0, 0, 1), (1, 1, 2)]), envelope=2))
put("geopackage", "line-ewkb", geometry(struct.pack("<BII", 1, 0xE0000002, 4326) + run([(0, 0, 1, 2)] * 2)))
put("geopackage", "polygon", geometry(polygon([square, hole]), envelope=1))
put("geopackage", "polygon-big-endian", geometry(polygon([square], e=">"), envelope=4))
put("geopackage", "multipoint", geometry(multi(4, [point, point])))
put("geopackage", "multiline-m", geometry(multi(2005, [head(2002) + run([(0, 0, 1), (1, 1, 2)])])))
put("geopackage", "multipolygon", geometry(multi(6, [polygon([square]), polygon([square, hole])])))
nested = point
for _ in range(4):
    nested = multi(7, [nested, line])
put("geopackage", "collection", geometry(nested))
put("geopackage", "curve", geometry(multi(10, [line])))

# Shapefiles in one, as ShapefileParcel cuts them.
wgs84 = (
    b'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    b'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]')


def shape(kind, parts, tail=b""):
    points = [p for part in parts for p in part]
    starts = [sum(len(q) for q in parts[:i]) for i in range(len(parts))]
    has_parts = kind % 10 != 8
    return (
        struct.pack("<i4d", kind, 0, 0, 9, 9)
        + (struct.pack("<i", len(parts)) if has_parts else b"")
        + struct.pack("<i", len(points))
        + (struct.pack(f"<{len(starts)}i", *starts) if has_parts else b"")
        + b"".join(struct.pack("<2d", *p) for p in points) + tail)


def parcel(kind, shapes, fields, rows, prj=wgs84, cpg=b"", driver=0):
    body, index = b"", b""
    for i, one in enumerate(shapes):
        index += struct.pack(">2i", (100 + len(body)) // 2, len(one) // 2)
        body += struct.pack(">2i", i + 1, len(one) // 2) + one

    def header(size):
        return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, size // 2) + struct.pack("<2i8d", 1000, kind, *[0] * 8)

    shp, shx = header(100 + len(body)) + body, header(100 + len(index)) + index
    dbf = struct.pack("<4BIHH17xBxx", 3, 124, 1, 1, len(rows), 33 + 32 * len(fields),
                      1 + sum(f[2] for f in fields), driver)
    for name, letter, width, decimals in fields:
        dbf += struct.pack("<11sc4xBB14x", name, letter, width, decimals)
    dbf += b"\r"
    for row in rows:
        dbf += b" " + b"".join(cell.ljust(f[2]) for cell, f in zip(row, fields))
    files = [shp, shx, dbf + b"\x1a", prj]
    return b"".join(struct.pack("<H", len(f)) for f in files) + b"".join(files) + cpg


fields = [(b"n", b"N", 6, 2), (b"t", b"C", 4, 0), (b"d", b"D", 8, 0), (b"b", b"L", 1, 0)]
rows = [[b"1.50", "é".encode(), b"20140603", b"T"], [b"******", b"", b"00000000", b"?"]]
null = struct.pack("<i", 0)
put("shapefile", "point", parcel(1, [struct.pack("<i2d", 1, 1, 2), null], fields, rows))
put("shapefile", "multipoint", parcel(8, [shape(8, [square]), null], fields, rows, cpg=b"UTF-8"))
put("shapefile", "line", parcel(3, [shape(3, [square[:2], square[2:]]), null], fields, rows, cpg=b"1252"))
put("shapefile", "polygon", parcel(
    5, [shape(5, [square, hole]), shape(5, [square, square, hole])], fields, rows, driver=3))
heights = struct.pack("<16d", *range(16))[: 8 * 7]
put("shapefile", "polygon-z", parcel(
    15, [shape(15, [square], heights + heights), null], fields, rows))
put("shapefile", "table-of-binary", parcel(
    1, [null], [(b"i", b"I", 4, 0), (b"o", b"O", 8, 0), (b"m", b"M", 10, 0)],
    [[struct.pack("<i", -5), struct.pack("<d", 2.5), b"1"]], prj=b""))
# A corner far beyond degrees, which a reader of GeoJSON refuses.
far = [(0.0, 0.0), (0.0, 9.0), (1e214, 9.0), (9.0, 0.0), (0.0, 0.0)]
put("shapefile", "huge-coordinate", parcel(5, [shape(5, [far])], fields, rows[:1]), kind="Crashes")


# Polygons on a lattice, as LatticeLayer spells them.
def ring(*corners):
    return bytes(x << 4 | y for x, y in corners)


def lattice(*features):
    return b"\xfd".join(b"\xfe".join(b"\xff".join(rings) for rings in parts) for parts in features)


put("repair", "squares", lattice(
    [[ring((0, 0), (4, 0), (4, 4), (0, 4))]], [[ring((3, 0), (7, 0), (7, 4), (3, 4))]]))
put("repair", "gap", lattice(
    [[ring((0, 0), (4, 0), (4, 8), (0, 8))]], [[ring((5, 0), (9, 0), (9, 8), (5, 8))]],
    [[ring((4, 10), (0, 8), (9, 8))]]))
put("repair", "bow", lattice([
    [ring((0, 0), (5, 5), (5, 0), (0, 5)), ring((1, 1), (1, 2), (2, 2))],
    [ring((6, 0), (6, 5), (10, 5), (10, 0)), ring((7, 1), (7, 4), (8, 4))]]))

for path in wrong:
    print(f"{path}: not what {pathlib.Path(__file__).name} makes: run it", file=sys.stderr)
sys.exit(1 if wrong else 0)
