"""The tiles of a level, decoded by mapbox-vector-tile, hold every feature with its properties, and their
union is the layer, as far as the grid of the tiles can tell; GDAL's MVT driver reads them too."""
import math
import re

import mapbox_vector_tile
import numpy
from shapely import box, make_valid, transform, union_all
from shapely.affinity import affine_transform
from shapely.geometry import shape

from client import BASE, COLLECTION, document, features, fetch, require, run

LEVEL = 11
EXTENT = 4096
HALF = 20037508.342789244


def mercator(degrees):
    x, y = numpy.radians(degrees).T
    return numpy.column_stack([x, numpy.arctanh(numpy.sin(y))]) * HALF / math.pi


layer = {str(f["properties"]["id"]): f for f in features()}
shapes = {
    key: make_valid(transform(shape(f["geometry"]), mercator))
    for key, f in layer.items()}
side = 2 * HALF / 2**LEVEL
unit = side / EXTENT
west, south, east, north = union_all(list(shapes.values())).bounds
pieces, seen, tiles = {}, {}, 0
for column in range(int((west + HALF) // side), int((east + HALF) // side) + 1):
    for row in range(int((HALF - north) // side), int((HALF - south) // side) + 1):
        data = fetch(f"/collections/{COLLECTION}/tiles/WebMercatorQuad/{LEVEL}/{row}/{column}")
        if not data:
            continue
        tiles += 1
        left, top = column * side - HALF, HALF - row * side
        tile = mapbox_vector_tile.decode(data, default_options={"y_coord_down": True})[COLLECTION]
        require(tile["version"] == 2 and tile["extent"] == EXTENT, "not a tile of version 2")
        for feature in tile["features"]:
            key = feature["properties"]["id"]
            place = affine_transform(
                make_valid(shape(feature["geometry"])), [unit, 0, 0, -unit, left, top])
            pieces.setdefault(key, []).append(
                place.intersection(box(left, top - side, left + side, top)))
            seen[key] = feature["properties"]

require(pieces.keys() == layer.keys(), f"{len(pieces)} features in tiles, {len(layer)} in the layer")
worst = 0
for key, feature in layer.items():
    told = {name: value for name, value in feature["properties"].items() if value is not None}
    require(seen[key].keys() == told.keys(), f"{key}: other properties")
    for name, value in told.items():
        require(seen[key][name] == value, f"{key}: {name} is {seen[key][name]}, and should be {value}")
    # A vertex moves by half a unit of the grid at most, and one more is cut away at the sides of tiles.
    rest = union_all(pieces[key]).symmetric_difference(shapes[key]).area
    allowed = shapes[key].length * unit
    worst = max(worst, rest / allowed)
    require(rest <= allowed, f"{key}: {rest} m² differ, and {allowed} may")

text = run("ogrinfo", "-al", "-so", f"MVT:{BASE}/xyz/{COLLECTION}/8/131/93.pbf")
count = int(re.search(r"Feature Count: (\d+)", text).group(1))
require(count > 0 and f"Layer name: {COLLECTION}" in text, "GDAL reads no tile")
described = document(f"/collections/{COLLECTION}/tiles/WebMercatorQuad?f=tilejson")
require(described["vector_layers"][0]["id"] == COLLECTION, "TileJSON names another layer")
print(f"tiles: {tiles} of level {LEVEL} hold {len(layer)} features; {worst:.2f} of what may differ does")
