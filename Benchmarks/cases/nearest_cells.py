"""From 50,000 cells of the metropolis, 250 m wide, to the nearest of 2,000 points, and to the nearest
of 500 polygons, in a straight line.

Cells and places are made and projected before the clock starts, on both sides. It then runs for an
index of the places and the distance of every cell: amp-geo's phase `nearest`, cKDTree's build and
query (with all cores), shapely's STRtree and query. cKDTree has no polygons.
"""
from harness import Row

TITLE = "nearest places from 50,000 cells, straight line"
DATA = ["metropolis", "stops", "parks"]
ROWS = [
    Row("ours_points", "ckdtree", "scipy cKDTree, points", 1, "check_points"),
    Row("ours_polygons", "strtree", "shapely STRtree, polygons", None, "check_polygons"),
]
SIZE = 250
# Metres: amp-geo writes decimetres.
TOLERANCE = 0.06


def ours(bench, out, name):
    return bench.amp_geo(
        "accessibility", "--zones", bench.data["metropolis"], "--destination",
        f"places={bench.data[name]}", "--cell-size", SIZE, "-o", f"{out}/{name}.geojson",
        phases=["nearest"])


def ours_points(bench, out):
    return ours(bench, out, "stops")


def ours_polygons(bench, out):
    return ours(bench, out, "parks")


def prepared(data, out, name):
    """The commune, area and place of every cell, and the destinations, in the systems that amp-geo
    took."""
    import json

    import geopandas
    import numpy
    import shapely

    with open(f"{out}/{name}.geojson", encoding="utf-8") as file:
        parameters = json.load(file)["amp_geo"]["parameters"]
    communes = geopandas.read_file(data["metropolis"]).to_crs(parameters["area_crs"])
    owners, pieces = [], []
    for number, shape in enumerate(communes.geometry):
        west, south, east, north = numpy.floor(numpy.array(shape.bounds) / SIZE).astype(int)
        columns, rows = numpy.meshgrid(
            numpy.arange(west, east + 1) * SIZE, numpy.arange(south, north + 1) * SIZE)
        boxes = shapely.box(
            columns.ravel(), rows.ravel(), columns.ravel() + SIZE, rows.ravel() + SIZE)
        shapely.prepare(shape)
        boxes = boxes[shapely.intersects(shape, boxes)]
        cut = shapely.intersection(shape, boxes)
        cut = cut[shapely.area(cut) > 0]
        owners.append(numpy.full(len(cut), number))
        pieces.append(cut)
    owners, pieces = numpy.concatenate(owners), numpy.concatenate(pieces)
    places = geopandas.GeoSeries(shapely.centroid(pieces), crs=communes.crs)
    places = places.to_crs(parameters["distance_crs"])
    targets = geopandas.read_file(data[name]).to_crs(parameters["distance_crs"]).geometry.values
    return communes["name"], owners, shapely.area(pieces), places.values, targets


def keep(out, name, communes, owners, areas, distances):
    import numpy
    import pandas

    totals = numpy.bincount(owners, areas * distances) / numpy.bincount(owners, areas)
    pandas.DataFrame({"name": communes, "mean": totals, "cells": len(owners)}).to_csv(
        f"{out}/{name}_peer.csv", index=False)


def ckdtree(data, out):
    import time

    import numpy
    import shapely
    from scipy.spatial import cKDTree

    communes, owners, areas, places, targets = prepared(data, out, "stops")
    places, targets = shapely.get_coordinates(places), shapely.get_coordinates(targets)
    begin = time.perf_counter()
    distances, _ = cKDTree(targets).query(places, workers=-1)
    seconds = time.perf_counter() - begin
    keep(out, "stops", communes, owners, areas, numpy.asarray(distances))
    return seconds


def strtree(data, out):
    import time

    import numpy
    import shapely

    communes, owners, areas, places, targets = prepared(data, out, "parks")
    begin = time.perf_counter()
    (cells, _), found = shapely.STRtree(targets).query_nearest(
        places, return_distance=True, all_matches=False)
    seconds = time.perf_counter() - begin
    distances = numpy.empty(len(places))
    distances[cells] = found
    keep(out, "parks", communes, owners, areas, distances)
    return seconds


def check(out, name):
    """The same mean distance in every commune."""
    import geopandas
    import pandas

    mine = geopandas.read_file(f"{out}/{name}.geojson").set_index("name")
    peer = pandas.read_csv(f"{out}/{name}_peer.csv").set_index("name")
    cells = int(mine["sample_cells"].sum())
    found = []
    if cells != int(peer["cells"].iloc[0]):
        found.append(f"{cells} cells, the peer has {int(peer['cells'].iloc[0])}")
    difference = (mine["places_distance_mean_m"] - peer["mean"]).abs()
    if difference.isna().any() or difference.max() > TOLERANCE:
        found.append(f"means differ by up to {difference.max()} m")
    return found


def check_points(data, out):
    return check(out, "stops")


def check_polygons(data, out):
    return check(out, "parks")
