#!/usr/bin/env python3
"""Makes the benchmark data: seeded, so that two machines measure the same work.

    make_data.py DATASET… --folder DIR [--seed N] [--quick]     prints {name: path} as JSON

Files are named by data set, size and seed, and are made once. `--quick` makes them about ten
times smaller.

Data sets:
  communes        35,357 polygons over France, EPSG:2154, GeoPackage: cells of a jittered
                  hexagonal lattice (Voronoi) whose shared borders are fractal lines, about 62
                  vertices each; borders are shared to the last bit, without gap or overlap.
                  With code, name, population, density and founding date.
  communes_json   the same as RFC 7946 GeoJSON, 7 decimals, about 55 MB
  communes_bent   the same, but every 353rd polygon crosses itself: two of its vertices have
                  been exchanged
  shifted         communes moved by (1,000 m, 700 m), as GeoPackage: about 170,000 pairs with
                  the first
  faulty_communes communes with 1,000 planted faults: for each, one vertex of a shared border is
                  moved in one of the two polygons, inwards (a gap) or outwards (an overlap).
                  fault has the code, fault_with the other commune, fault_shape the fault as WKT
  metropolis      the 92 communes of GeoData, EPSG:2154, edges densified to at most 25 m, GeoPackage
  zones_1k, zones_10k, zones_50k
                  a Voronoi tessellation of the bounding box of the 92 communes of GeoData,
                  EPSG:2154, edges densified to at most 25 m, GeoPackage
  huge            one star-shaped polygon of 1,000,000 vertices, EPSG:2154, GeoPackage
  small           100,000 polygons of 8 to 16 vertices strewn over it, EPSG:2154, GeoPackage
  porto_alegre    an OpenStreetMap extract of the centre of Porto Alegre, poa_osm.pbf of the R
                  package r5r, copied from $AMP_GEO_SAMPLES/network or ../shared/samples/network
  porto_alegre_xml
                  the same as .osm, made by osmium-tool
  access_origins, access_destinations, access_costs
                  2,200 places with people and 340 with doctors strewn over 40 x 40 km, and the
                  minutes between all of them, 748,000 pairs, CSV
  grid_extract    an OpenStreetMap extract of 300 x 300 junctions, every 100 m give or take 30,
                  and the streets between neighbours
  grid_nodes, grid_facilities, grid_pairs
                  the junctions with their ids and places, 1,000 of them, and 100,000 different
                  pairs of them, CSV
    stops, parks    2,000 points and 500 star-shaped polygons of 50 to 500 m strewn over the
                  metropolis, EPSG:2154, GeoPackage
    people_cells, people_stops, people_zones
                  1,000 x 1,000 grid cells of 50 m by their codes, each with 1 to 400 people, CSV;
                  10,000 stops strewn over them, CSV; and the 16 squares that they fill, EPSG:3035,
                  GeoPackage
    inhabited, inhabited_raster
                  squares of 10 km over France of which three in five are inhabited, but for the coast, EPSG:3035:
                  polygons in a GeoPackage, and the same as a GeoTIFF of ones and zeros
    france_cells, uninhabited
                  the 1,000,000 southern cells of 740 m that touch the box of communes and have their
                  middle in France's outline, by their codes, each with up to 400 people, CSV; and
                  1,000 squares of 1 km strewn over them, EPSG:3035, GeoPackage
    large_extract, large_ends
                  an extract as above of 1,000 x 1,000 junctions, and 1,000 of these, CSV
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

import geopandas
import numpy
import pandas
import pyproj
import scipy.spatial
import shapely

from seed import SEED

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
METRIC = "EPSG:2154"

# France in EPSG:2154, metres, coarse: the corners of the hexagon, then some.
OUTLINE = [
    (123_000, 6_838_000), (330_000, 6_870_000), (350_000, 6_960_000), (600_000, 7_030_000),
    (652_000, 7_110_000), (780_000, 7_010_000), (960_000, 6_920_000), (1_080_000, 6_880_000),
    (1_020_000, 6_710_000), (940_000, 6_600_000), (1_000_000, 6_500_000),
    (1_050_000, 6_300_000), (960_000, 6_220_000), (840_000, 6_260_000), (700_000, 6_160_000),
    (330_000, 6_250_000), (370_000, 6_500_000), (300_000, 6_690_000), (120_000, 6_760_000),
]


class Borders:
    """The borders of a tessellation, each stored once: both neighbours take the same points.

    points   every point of every border, one after the other; border b has the points
             starts[b] … starts[b] + segments[b]
    edge_*   for each cell's edges, in counterclockwise order: the cell, the border, and whether
             the border is walked backwards
    """

    def __init__(self, points, starts, segments, edge_cell, edge_border, edge_backwards, cells):
        self.points, self.starts, self.segments = points, starts, segments
        self.edge_cell, self.edge_border = edge_cell, edge_border
        self.edge_backwards, self.cells = edge_backwards, cells

    def polygons(self, points):
        """The cells as polygons, with `points` in place of the borders' own."""
        count = self.segments[self.edge_border]
        first = numpy.concatenate([[0], numpy.cumsum(count)[:-1]])
        step = numpy.arange(count.sum()) - numpy.repeat(first, count)
        start = numpy.repeat(self.starts[self.edge_border], count)
        whole = numpy.repeat(count, count)
        backwards = numpy.repeat(self.edge_backwards, count)
        ring = points[start + numpy.where(backwards, whole - step, step)]
        cell = numpy.repeat(self.edge_cell, count)
        # Points that fell together when they were rounded.
        following = numpy.roll(ring, -1, axis=0)
        last = numpy.append(cell[1:] != cell[:-1], True)
        begin = numpy.flatnonzero(numpy.append(True, last[:-1]))
        following[last] = ring[begin]
        keep = (ring != following).any(axis=1)
        return shapely.polygons(shapely.linearrings(ring[keep], indices=cell[keep]))


def hexagonal_sites(box, spacing, jitter, random):
    """A hexagonal lattice over a box, each site moved by up to `jitter` times the spacing."""
    west, south, east, north = box
    rows = numpy.arange(south, north, spacing * numpy.sqrt(3) / 2)
    columns = numpy.arange(west, east, spacing)
    x, y = numpy.meshgrid(columns, rows)
    x[1::2] += spacing / 2
    sites = numpy.column_stack([x.ravel(), y.ravel()])
    return sites + random.uniform(-jitter, jitter, sites.shape) * spacing


def tessellate(sites, cells, longest, wiggle, random, segments_per_border=None):
    """The Voronoi cells of the first `cells` sites, their borders cut into segments.

    Each border is cut into pieces of at most `longest` metres, or into about
    `segments_per_border` on average, and its inner points are moved sideways by up to `wiggle`
    times what keeps them inside the two triangles between the border and the sites on its two
    sides. These triangles are disjoint for different borders, so that no two borders cross.
    Points are rounded to a millimetre.
    """
    diagram = scipy.spatial.Voronoi(sites)
    ends = numpy.array(diagram.ridge_vertices)
    between = diagram.ridge_points
    used = (between < cells).any(axis=1)
    if (ends[used] < 0).any():
        raise ValueError("a cell is not bounded: give more sites around")
    ends, between = ends[used], between[used]
    a, b = diagram.vertices[ends[:, 0]], diagram.vertices[ends[:, 1]]
    along = b - a
    length = numpy.hypot(along[:, 0], along[:, 1])
    if segments_per_border:
        longest = length.mean() / segments_per_border
    segments = numpy.maximum(1, numpy.ceil(length / longest)).astype(int)
    starts = numpy.concatenate([[0], numpy.cumsum(segments + 1)[:-1]])
    border = numpy.repeat(numpy.arange(len(ends)), segments + 1)
    step = numpy.arange(len(border)) - starts[border]
    t = step / segments[border]
    points = a[border] + along[border] * t[:, None]
    if wiggle:
        points += sideways(diagram, between, a, along, length, border, t, wiggle, random)
    points[step == segments[border]] = b[border[step == segments[border]]]
    points = numpy.round(points, 3)

    # Each cell's edges in order: by the angle under which the site sees the border's middle.
    cell = between.ravel()
    of_border = numpy.repeat(numpy.arange(len(ends)), 2)
    inside = cell < cells
    cell, of_border = cell[inside], of_border[inside]
    site = diagram.points[cell]
    middle = (a[of_border] + b[of_border]) / 2 - site
    to_a, to_b = a[of_border] - site, b[of_border] - site
    backwards = to_a[:, 0] * to_b[:, 1] - to_a[:, 1] * to_b[:, 0] < 0
    order = numpy.lexsort([numpy.arctan2(middle[:, 1], middle[:, 0]), cell])
    return Borders(
        points, starts, segments, cell[order], of_border[order], backwards[order], cells)


def sideways(diagram, between, a, along, length, border, t, wiggle, random):
    """How far each border point is moved: a rough line, tapered to nothing at both ends."""
    site = diagram.points[between[:, 0]] - a
    safe = numpy.maximum(length, 1e-9)
    unit = along / safe[:, None]
    foot = (site * unit).sum(axis=1) / safe
    height = numpy.abs(site[:, 0] * unit[:, 1] - site[:, 1] * unit[:, 0])
    before, after = numpy.maximum(foot, 1e-9)[border], numpy.maximum(1 - foot, 1e-9)[border]
    room = height[border] * numpy.minimum(t / before, (1 - t) / after)
    room = numpy.clip(numpy.minimum(room, 0.35 * length[border]), 0, None)
    wave = numpy.zeros(len(t))
    for order in range(1, 7):
        strength = random.normal(size=len(length)) / order
        wave += strength[border] * numpy.sin(order * numpy.pi * t)
    rough = 0.6 * numpy.tanh(wave) + 0.4 * random.uniform(-1, 1, len(t))
    normal = numpy.column_stack([-unit[:, 1], unit[:, 0]])
    return normal[border] * (wiggle * room * rough)[:, None]


def commune_borders(count, random):
    outline = shapely.Polygon(OUTLINE)
    spacing = numpy.sqrt(outline.area / count / (numpy.sqrt(3) / 2))
    west, south, east, north = outline.bounds
    margin = 4 * spacing
    box = (west - margin, south - margin, east + margin, north + margin)
    sites = hexagonal_sites(box, spacing * 0.995, 0.28, random)
    inside = shapely.contains_xy(outline, sites)
    within = numpy.flatnonzero(inside)
    if len(within) < count:
        raise ValueError(f"only {len(within)} sites in the outline, {count} asked")
    chosen = within[:count]
    rest = numpy.setdiff1d(numpy.arange(len(sites)), chosen)
    sites = numpy.concatenate([sites[chosen], sites[rest]])
    return tessellate(sites, count, None, 0.85, random, segments_per_border=9.4)


SYLLABLES = "bel mont saint ville court val font roche pont clair haut mar brie lac bois".split()


def commune_attributes(count, area, random):
    """Columns such as a table of communes has: text with accents, integers, decimals, a date."""
    department = numpy.arange(count) * 95 // count + 1
    within = pandas.Series(department).groupby(department).cumcount() + 1
    words = numpy.array(SYLLABLES)
    one, two = random.integers(0, len(words), (2, count))
    suffix = numpy.array(["-sur-Mer", "-lès-Étangs", "-en-Forêt", "-l’Église", ""])
    names = [
        (words[i] + words[j]).capitalize() + suffix[k]
        for i, j, k in zip(one, two, random.integers(0, len(suffix), count))]
    population = numpy.exp(random.normal(6.3, 1.3, count)).astype(int)
    years = random.integers(1790, 2025, count)
    return pandas.DataFrame({
        "insee": [f"{d:02d}{n:03d}" for d, n in zip(department, within)],
        "name": names,
        "population": population,
        "density": numpy.round(population / (area / 1e6), 2),
        "founded": [f"{y}-01-01" for y in years],
    })


def communes(count, seed):
    random = numpy.random.default_rng(seed)
    borders = commune_borders(count, random)
    polygons = borders.polygons(borders.points)
    table = commune_attributes(count, shapely.area(polygons), random)
    return borders, geopandas.GeoDataFrame(table, geometry=polygons, crs=METRIC)


def write_package(frame, path):
    frame.to_file(path, driver="GPKG", layer=path.name.split("-")[0], engine="pyogrio")


def make_communes(path, size, seed):
    _, frame = communes(size["communes"], seed)
    write_package(frame, path)


def bend(polygon):
    """The polygon with two vertices exchanged, so that it crosses itself."""
    ring = shapely.get_coordinates(polygon)
    for step in range(2, len(ring) - 2):
        bent = ring.copy()
        bent[[1, 1 + step]] = bent[[1 + step, 1]]
        candidate = shapely.Polygon(bent)
        if not candidate.is_valid:
            return candidate
    raise ValueError("no exchange of vertices makes the polygon cross itself")


def make_communes_json(path, size, seed, bent_every=None):
    borders, frame = communes(size["communes"], seed)
    to_degrees = pyproj.Transformer.from_crs(METRIC, "OGC:CRS84", always_xy=True)
    degrees = numpy.column_stack(to_degrees.transform(*borders.points.T))
    polygons = borders.polygons(numpy.round(degrees, 7))
    if bent_every:
        polygons[::bent_every] = [bend(polygon) for polygon in polygons[::bent_every]]
    frame = geopandas.GeoDataFrame(
        frame.drop(columns="geometry"), geometry=polygons, crs="OGC:CRS84")
    frame.to_file(
        path, driver="GeoJSON", engine="pyogrio", layer="communes", COORDINATE_PRECISION="7",
        RFC7946="YES")
    # As published files are: without the blanks that GDAL puts around coordinates. No name has
    # a comma or a bracket.
    text = path.read_text()
    for spaced, tight in (("[ ", "["), (" ]", "]"), (", ", ",")):
        text = text.replace(spaced, tight)
    path.write_text(text)


def make_shifted(path, size, seed):
    _, frame = communes(size["communes"], seed)
    moved = shapely.transform(
        frame.geometry.values, lambda xy: numpy.round(xy + [1000.0, 700.0], 3))
    write_package(frame[["insee", "name"]].set_geometry(
        geopandas.GeoSeries(moved, crs=METRIC)), path)


def metropolis():
    return geopandas.read_file(REPOSITORY / "GeoData" / "communes.geojson").to_crs(METRIC)


def make_metropolis(path, size, seed):
    frame = metropolis()[["insee", "name", "geometry"]]
    # The peers project vertices alone, so that what is straight in the file becomes a chord.
    frame["geometry"] = frame.geometry.segmentize(25)
    write_package(frame, path)


def zones(path, count, seed):
    place = metropolis()
    west, south, east, north = numpy.round(place.total_bounds, 0)
    random = numpy.random.default_rng(seed + count)
    sites = numpy.column_stack([
        random.uniform(west, east, count), random.uniform(south, north, count)])
    # Mirrored sites make the box's sides borders of the diagram: cells end there exactly.
    mirrored = [sites]
    near = 40 * numpy.sqrt((east - west) * (north - south) / count)
    for axis, side in ((0, west), (0, east), (1, south), (1, north)):
        image = sites[numpy.abs(sites[:, axis] - side) < near].copy()
        image[:, axis] = 2 * side - image[:, axis]
        mirrored.append(image)
    borders = tessellate(numpy.concatenate(mirrored), count, 25.0, 0, random)
    frame = geopandas.GeoDataFrame(
        {"zone": [f"z{i:05d}" for i in range(count)]},
        geometry=borders.polygons(borders.points), crs=METRIC)
    write_package(frame, path)


def moved_vertex(ring, k, distance):
    """A ring whose vertex k is moved to the left of the line between its neighbours, and the
    quadrilateral that it sweeps; nothing when that is not a simple one."""
    a, v, b = ring[k - 1], ring[k], ring[k + 1]
    along = b - a
    normal = numpy.array([-along[1], along[0]]) / numpy.hypot(*along)
    moved = ring.copy()
    moved[k] = numpy.round(v + distance * normal, 3)
    swept = shapely.Polygon([a, v, b, moved[k]])
    polygon = shapely.Polygon(moved)
    return (polygon, swept) if swept.is_valid and polygon.is_valid else None


def plant_faults(polygons, neighbours, count, random):
    """Plants faults between polygons, each of which takes part in one at most: changes the
    polygons and returns {polygon: (code, other, shape)}."""
    used, planted = set(), {}
    for i, j in random.permutation(neighbours):
        if len(planted) == count:
            return planted
        if i in used or j in used:
            continue
        old, other = polygons[i], polygons[j]
        ring = shapely.get_coordinates(shapely.orient_polygons(old))
        shared = (ring[:, None] == shapely.get_coordinates(other)).all(axis=2).any(axis=1)
        inner = [k for k in range(1, len(ring) - 1) if shared[k - 1:k + 2].all()]
        if not inner:
            continue
        k = int(random.choice(inner))
        steps = numpy.hypot(*numpy.diff(ring[k - 1:k + 2], axis=0).T)
        distance = numpy.exp(random.uniform(numpy.log(0.1), numpy.log(30)))
        inwards = bool(random.random() < 0.5)
        if distance > 0.3 * steps.min():
            continue
        change = moved_vertex(ring, k, distance if inwards else -distance)
        if change is None:
            continue
        new, swept = change
        # All that changes is what is swept, and that lies in one of the two.
        difference = shapely.symmetric_difference(old, new).area
        within = shapely.intersection(swept, old if inwards else other).area
        if max(abs(difference - swept.area), abs(within - swept.area)) > 1e-6 * swept.area:
            continue
        polygons[i] = new
        planted[int(i)] = ("C202" if inwards else "C201", int(j), swept)
        used |= {i, j}
    raise ValueError(f"only {len(planted)} faults could be planted, {count} asked")


def make_faulty_communes(path, size, seed):
    random = numpy.random.default_rng(seed + 2)
    borders, frame = communes(size["communes"], seed)
    order = numpy.argsort(borders.edge_border, kind="stable")
    border, cell = borders.edge_border[order], borders.edge_cell[order]
    twice = numpy.flatnonzero(border[1:] == border[:-1])
    polygons = frame.geometry.values.copy()
    planted = plant_faults(
        polygons, numpy.column_stack([cell[twice], cell[twice + 1]]), size["faults"], random)
    none = ("", "", "")
    faults = [planted.get(i, none) for i in range(len(frame))]
    insee = frame["insee"].to_numpy()
    frame["fault"] = [code for code, _, _ in faults]
    frame["fault_with"] = ["" if other == "" else insee[other] for _, other, _ in faults]
    frame["fault_shape"] = ["" if not code else shape.wkt for code, _, shape in faults]
    write_package(frame.set_geometry(polygons), path)


def make_huge(path, size, seed):
    random = numpy.random.default_rng(seed)
    count = size["huge"]
    orders = numpy.arange(count // 2 + 1)
    strength = numpy.zeros(len(orders), dtype=complex)
    top = min(200_000, count // 4)
    phase = numpy.exp(2j * numpy.pi * random.uniform(size=top - 2))
    strength[2:top] = phase * orders[2:top] ** -1.25
    wave = numpy.fft.irfft(strength, count)
    radius = 150_000 * (1 + 0.35 * wave / numpy.abs(wave).max())
    angle = 2 * numpy.pi * numpy.arange(count) / count
    ring = numpy.column_stack([
        700_000 + radius * numpy.cos(angle), 6_600_000 + radius * numpy.sin(angle)])
    polygon = shapely.Polygon(numpy.round(ring, 4))
    write_package(
        geopandas.GeoDataFrame({"id": ["huge"]}, geometry=[polygon], crs=METRIC), path)


def make_small(path, size, seed):
    random = numpy.random.default_rng(seed + 1)
    count = size["small"]
    vertices = random.integers(8, 17, count)
    owner = numpy.repeat(numpy.arange(count), vertices)
    first = numpy.concatenate([[0], numpy.cumsum(vertices)[:-1]])
    step = numpy.arange(len(owner)) - first[owner]
    angle = 2 * numpy.pi * (step + random.uniform(0, 0.8, len(owner))) / vertices[owner]
    radius = random.uniform(100, 300, count)[owner] * random.uniform(0.6, 1, len(owner))
    centre = numpy.column_stack([
        random.uniform(490_000, 910_000, count), random.uniform(6_390_000, 6_810_000, count)])
    ring = centre[owner] + radius[:, None] * numpy.column_stack(
        [numpy.cos(angle), numpy.sin(angle)])
    polygons = shapely.polygons(shapely.linearrings(numpy.round(ring, 3), indices=owner))
    write_package(geopandas.GeoDataFrame(
        {"id": [f"s{i:06d}" for i in range(count)]}, geometry=polygons, crs=METRIC), path)


def access_tables(size, seed):
    """Origins, destinations, and minutes: 1.3 times the straight way at a kilometre a minute, and
    1 to 6 minutes at its ends."""
    random = numpy.random.default_rng(seed + 2)
    origins, destinations = size["access"]
    homes = random.uniform(0, 40, (origins, 2))
    doctors = random.uniform(0, 40, (destinations, 2))
    way = numpy.hypot(*(homes[:, None, :] - doctors[None, :, :]).transpose(2, 0, 1))
    minutes = numpy.round(1.3 * way + random.uniform(1, 6, way.shape), 2)
    return {
        "access_origins": pandas.DataFrame({
            "id": numpy.arange(1, origins + 1),
            "people": random.integers(50, 5_000, origins)}),
        "access_destinations": pandas.DataFrame({
            "id": numpy.arange(1, destinations + 1),
            "doctors": random.integers(1, 40, destinations)}),
        "access_costs": pandas.DataFrame({
            "from_id": numpy.repeat(numpy.arange(1, origins + 1), destinations),
            "to_id": numpy.tile(numpy.arange(1, destinations + 1), origins),
            "travel_time": minutes.ravel()}),
    }


def make_access(name):
    return lambda path, size, seed: access_tables(size, seed)[name].to_csv(path, index=False)


def make_porto_alegre(path, size, seed):
    named = os.environ.get("AMP_GEO_SAMPLES")
    folder = pathlib.Path(named) if named else REPOSITORY.parent / "shared" / "samples"
    source = folder / "network" / "poa_osm.pbf"
    if not source.exists():
        sys.exit(
            f"make_data.py: {source} is missing: take poa_osm.pbf from the R package r5r "
            "(inst/extdata/poa) and name the folder above its folder network in AMP_GEO_SAMPLES")
    shutil.copyfile(source, path)


def make_porto_alegre_xml(path, size, seed):
    if not shutil.which("osmium"):
        sys.exit("make_data.py: osmium is missing: apt-get install osmium-tool")
    pbf = path.with_suffix(".pbf")
    make_porto_alegre(pbf, size, seed)
    subprocess.run(["osmium", "cat", str(pbf), "-o", str(path), "--overwrite"], check=True)
    pbf.unlink()


def make_stops(path, size, seed):
    west, south, east, north = metropolis().total_bounds
    random = numpy.random.default_rng(seed + 6)
    count = size["stops"]
    places = shapely.points(random.uniform(west, east, count), random.uniform(south, north, count))
    frame = geopandas.GeoDataFrame(
        {"stop": numpy.arange(1, count + 1)}, geometry=places, crs=METRIC)
    write_package(frame, path)


def make_parks(path, size, seed):
    """Stars of 24 corners around seeded centres."""
    west, south, east, north = metropolis().total_bounds
    random = numpy.random.default_rng(seed + 7)
    count = size["parks"]
    centres = numpy.column_stack([
        random.uniform(west, east, count), random.uniform(south, north, count)])
    turns = numpy.linspace(0, 2 * numpy.pi, 24, endpoint=False)
    radii = random.uniform(50, 500, (count, 24))
    corners = numpy.round(centres[:, None, :] + radii[:, :, None] * numpy.column_stack(
        [numpy.cos(turns), numpy.sin(turns)])[None, :, :], 3)
    frame = geopandas.GeoDataFrame(
        {"park": numpy.arange(1, count + 1)}, geometry=shapely.polygons(corners), crs=METRIC)
    write_package(frame, path)


# The south-west corner of the cells of people, and their side, metres of EPSG:3035.
PEOPLE_CORNER = (3_920_000, 2_250_000)
PEOPLE_CELL = 50


def make_people_cells(path, size, seed):
    random = numpy.random.default_rng(seed + 8)
    side = size["people"][0]
    column, row = numpy.meshgrid(numpy.arange(side), numpy.arange(side))
    east = PEOPLE_CORNER[0] + PEOPLE_CELL * column.ravel()
    north = PEOPLE_CORNER[1] + PEOPLE_CELL * row.ravel()
    codes = [f"CRS3035RES{PEOPLE_CELL}mN{n}E{e}" for n, e in zip(north, east)]
    people = random.integers(1, 400, side * side)
    pandas.DataFrame({"cell": codes, "people": people}).to_csv(path, index=False)


def make_people_stops(path, size, seed):
    random = numpy.random.default_rng(seed + 9)
    side, count = size["people"]
    places = numpy.round(PEOPLE_CORNER + random.uniform(0, PEOPLE_CELL * side, (count, 2)), 2)
    pandas.DataFrame({"stop": numpy.arange(1, count + 1), "x": places[:, 0], "y": places[:, 1]}) \
        .to_csv(path, index=False)


def make_people_zones(path, size, seed):
    width = PEOPLE_CELL * size["people"][0] / 4
    corners = [
        (PEOPLE_CORNER[0] + width * column, PEOPLE_CORNER[1] + width * row)
        for row in range(4) for column in range(4)]
    frame = geopandas.GeoDataFrame(
        {"zone": numpy.arange(1, 17)},
        geometry=[shapely.box(x, y, x + width, y + width) for x, y in corners], crs="EPSG:3035")
    write_package(frame, path)


def outline():
    """France's in EPSG:3035."""
    return geopandas.GeoSeries([shapely.Polygon(OUTLINE)], crs=METRIC).to_crs("EPSG:3035").iloc[0]


# The squares of inhabited ground: the south-west corner, metres of EPSG:3035, the side, how many each way.
SQUARES_CORNER, SQUARE, SQUARES = (3_100_000, 1_900_000), 10_000, 140


def inhabited(seed):
    """Which squares are inhabited, the northern row first: three in five of those inland, since tobler
    leaves out the squares whose middle is in no source zone."""
    inland = shapely.buffer(outline(), -5 * SQUARE)
    middles = SQUARE * (numpy.arange(SQUARES) + 0.5)
    x, y = numpy.meshgrid(SQUARES_CORNER[0] + middles, SQUARES_CORNER[1] + middles[::-1])
    chosen = numpy.random.default_rng(seed + 10).random((SQUARES, SQUARES)) < 0.6
    return chosen & shapely.contains_xy(inland, x, y)


def make_inhabited(path, size, seed):
    row, column = numpy.nonzero(inhabited(seed)[::-1])
    x, y = SQUARES_CORNER[0] + SQUARE * column, SQUARES_CORNER[1] + SQUARE * row
    frame = geopandas.GeoDataFrame(
        {"square": numpy.arange(1, len(row) + 1)},
        geometry=shapely.box(x, y, x + SQUARE, y + SQUARE), crs="EPSG:3035")
    write_package(frame, path)


def make_inhabited_raster(path, size, seed):
    import rasterio

    north = SQUARES_CORNER[1] + SQUARE * SQUARES
    with rasterio.open(
            path, "w", driver="GTiff", width=SQUARES, height=SQUARES, count=1, dtype="uint8",
            crs="EPSG:3035", nodata=255,
            transform=rasterio.Affine(SQUARE, 0, SQUARES_CORNER[0], 0, -SQUARE, north)) as file:
        file.write(inhabited(seed).astype("uint8"), 1)


# The side of the cells over France, metres.
FRANCE_CELL = 740


def france_corners(size):
    """The south-west corners of cells whose middles lie in the outline, row by row from the south."""
    france = outline()
    west, south, east, north = numpy.floor_divide(france.bounds, FRANCE_CELL).astype(int)
    column, row = numpy.meshgrid(numpy.arange(west, east + 1), numpy.arange(south, north + 1))
    corners = FRANCE_CELL * numpy.column_stack([column.ravel(), row.ravel()])
    shapely.prepare(france)
    inside = shapely.contains_xy(france, corners + FRANCE_CELL / 2)
    return corners[inside][:size["france_cells"]]


def make_france_cells(path, size, seed):
    corners = france_corners(size)
    random = numpy.random.default_rng(seed + 11)
    codes = [f"CRS3035RES{FRANCE_CELL}mN{north}E{east}" for east, north in corners]
    pandas.DataFrame(
        {"cell": codes, "people": random.integers(1, 400, len(corners))}).to_csv(path, index=False)


def make_uninhabited(path, size, seed):
    random = numpy.random.default_rng(seed + 12)
    corners = france_corners(size)
    x, y = corners[random.choice(len(corners), 1_000, replace=False)].T + 200
    frame = geopandas.GeoDataFrame(
        {"square": numpy.arange(1, 1_001)}, geometry=shapely.box(x, y, x + 1_000, y + 1_000),
        crs="EPSG:3035")
    write_package(frame, path)


def large(size):
    """The sizes with the large grid in place of the small one."""
    return {**size, "grid": size["large"]}


def grid_nodes(size, seed):
    """The junctions row by row, with ids from 1: longitudes and latitudes of 7 decimals, as an
    extract has them."""
    side = size["grid"][0]
    random = numpy.random.default_rng(seed + 3)
    row, column = numpy.divmod(numpy.arange(side * side), side)
    shift = random.uniform(-0.3, 0.3, (2, side * side))
    return pandas.DataFrame({
        "id": numpy.arange(1, side * side + 1),
        "lon": numpy.round(5.2 + 0.00123 * (column + shift[0]), 7),
        "lat": numpy.round(43.2 + 0.0009 * (row + shift[1]), 7)})


def make_grid_extract(path, size, seed):
    """Rows and columns are streets of different classes: they meet at every junction, and stay two
    streets at the corners."""
    nodes = grid_nodes(size, seed)
    side = size["grid"][0]
    ids = nodes["id"].to_numpy().reshape(side, side)
    with open(path, "w", encoding="utf-8") as file:
        file.write("<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n")
        for node in nodes.itertuples():
            file.write(f'<node id="{node.id}" lat="{node.lat:.7f}" lon="{node.lon:.7f}"/>\n')
        ways = [(way, "residential") for way in ids] + [(way, "tertiary") for way in ids.T]
        for number, (way, street) in enumerate(ways, start=1):
            members = "".join(f'<nd ref="{node}"/>' for node in way)
            file.write(
                f'<way id="{number}">{members}<tag k="highway" v="{street}"/></way>\n')
        file.write("</osm>\n")


def make_grid_facilities(path, size, seed):
    nodes = grid_nodes(size, seed)
    random = numpy.random.default_rng(seed + 4)
    chosen = numpy.sort(random.choice(len(nodes), size["grid"][1], replace=False))
    nodes.iloc[chosen].to_csv(path, index=False)


def make_grid_pairs(path, size, seed):
    count = size["grid"][0] ** 2
    random = numpy.random.default_rng(seed + 5)
    chosen = random.choice(count * count, size["grid"][2], replace=False, shuffle=True)
    start, end = numpy.divmod(chosen, count)
    pandas.DataFrame({"from_id": start + 1, "to_id": end + 1}).to_csv(path, index=False)


FULL = {
    "communes": 35_357, "faults": 1_000, "huge": 1_000_000, "small": 100_000,
    "access": (2_200, 340), "grid": (300, 1_000, 100_000), "large": (1_000, 1_000, 0),
    "stops": 2_000, "parks": 500, "people": (1_000, 10_000),
    "france_cells": 1_000_000}
QUICK = {
    "communes": 3_500, "faults": 100, "huge": 100_000, "small": 10_000, "access": (700, 107),
    "grid": (95, 100, 10_000), "large": (200, 600, 0), "stops": 2_000, "parks": 500,
    "people": (320, 1_000), "france_cells": 100_000}
# Which of the polygons of communes_bent cross themselves: the first, and so on.
BENT_EVERY = 353
# name -> (file ending, maker)
DATASETS = {
    "communes": ("gpkg", make_communes),
    "communes_json": ("geojson", make_communes_json),
    "communes_bent": (
        "geojson", lambda path, size, seed: make_communes_json(path, size, seed, BENT_EVERY)),
    "shifted": ("gpkg", make_shifted),
    "faulty_communes": ("gpkg", make_faulty_communes),
    "metropolis": ("gpkg", make_metropolis),
    "porto_alegre": ("pbf", make_porto_alegre),
    "porto_alegre_xml": ("osm", make_porto_alegre_xml),
    "zones_1k": ("gpkg", lambda path, size, seed: zones(path, 1_000, seed)),
    "zones_10k": ("gpkg", lambda path, size, seed: zones(path, 10_000, seed)),
    "zones_50k": ("gpkg", lambda path, size, seed: zones(path, 50_000, seed)),
    "huge": ("gpkg", make_huge),
    "small": ("gpkg", make_small),
    "access_origins": ("csv", make_access("access_origins")),
    "access_destinations": ("csv", make_access("access_destinations")),
    "access_costs": ("csv", make_access("access_costs")),
    "grid_extract": ("osm", make_grid_extract),
    "grid_nodes": (
        "csv", lambda path, size, seed: grid_nodes(size, seed).to_csv(path, index=False)),
    "grid_facilities": ("csv", make_grid_facilities),
    "grid_pairs": ("csv", make_grid_pairs),
    "large_extract": ("osm", lambda path, size, seed: make_grid_extract(path, large(size), seed)),
    "large_ends": ("csv", lambda path, size, seed: make_grid_facilities(path, large(size), seed)),
    "people_cells": ("csv", make_people_cells),
    "people_stops": ("csv", make_people_stops),
    "people_zones": ("gpkg", make_people_zones),
    "inhabited": ("gpkg", make_inhabited),
    "inhabited_raster": ("tif", make_inhabited_raster),
    "france_cells": ("csv", make_france_cells),
    "uninhabited": ("gpkg", make_uninhabited),
    "stops": ("gpkg", make_stops),
    "parks": ("gpkg", make_parks),
}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", nargs="+", choices=sorted(DATASETS), metavar="DATASET")
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    size, suffix = (QUICK, "-quick") if options.quick else (FULL, "")
    paths = {}
    for name in options.datasets:
        ending, make = DATASETS[name]
        path = options.folder / f"{name}-{options.seed}{suffix}.{ending}"
        if not path.exists():
            print(f"making {path.name}", file=sys.stderr)
            partial = path.with_name(f"{path.stem}.partial.{ending}")
            partial.unlink(missing_ok=True)
            make(partial, size, options.seed)
            partial.rename(path)
        paths[name] = str(path)
    print(json.dumps(paths))


if __name__ == "__main__":
    main()
