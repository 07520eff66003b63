#!/usr/bin/env python3
"""The figures of GeoData, computed without amp-geo: geopandas, shapely and pyproj only.

    independent_figures.py --out DIR        write the expected values as JSON, print the checks
    independent_figures.py --compare DIR    compare them with the output of `amp-geo run -o DIR`

What is computed, and how:
  areas     planar, in EPSG:3035 (an equal-area projection of GRS80), on edges that are straight in
            the files' longitude and latitude; in square metres
  shares    area of (layer ∩ commune) / area of the commune, 0…1
  layers    dissolved first: where features of one layer overlap, the ground counts once ("net");
            the plain sum over features is "gross"
  people    within 300 m to 5 km of a station, and their mean distance: the people of each part of a cell
            in people.gpkg at lattice points 25 m apart in it, from which scipy finds the nearest station
            in EPSG:2154; amp-geo's sample cells are coarser, so shares may differ by 0.001
  pairs     features of two layers (or of one) whose intersection has a positive area

Needs: geopandas, shapely 2, pyproj, pandas, scipy (Benchmarks/requirements.txt).
"""
import argparse
import json
import pathlib
import sys

import geopandas
import numpy
import pandas
import pyproj
import scipy.spatial
import shapely

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
EQUAL_AREA = "EPSG:3035"
METRIC = "EPSG:2154"
# Degrees: edges are straight in the files' own system, so that long ones get vertices first.
LONGEST_EDGE = 1 / 64

# name -> (file, column, values); no column: every feature of the file. The names are those of the
# layers in GeoData/plan.yaml; what the plan lacks is computed all the same.
FILTERS = {
    "park_core_land": ("national-park", "zone", ["core_land"]),
    "park_core_sea": ("national-park", "zone", ["core_sea"]),
    "park_adjacent_sea": ("national-park", "zone", ["adjacent_sea"]),
    "park_no_take": ("national-park", "zone", ["no_take"]),
    "park_reinforced": ("national-park", "zone", ["reinforced"]),
    "national_park": ("national-park", "zone", ["core_land", "core_sea"]),
    "national_park_all": ("national-park", None, None),
    "port": ("port", None, None),
    "euromediterranee": ("urban-renewal", "programme", ["oin"]),
    "quartiers_libres": ("urban-renewal", "programme", ["quartiers_libres"]),
    "priority_neighbourhoods": ("urban-renewal", "programme", ["qpv_2024"]),
    "urban_renewal": ("urban-renewal", None, None),
}
PAIRS = [
    ("national-park", "port"),
    ("national-park", "urban-renewal"),
    ("port", "urban-renewal"),
    ("urban-renewal", "urban-renewal"),
    ("national-park", "national-park"),
    ("port", "port"),
]
# The pairs of files that the plan publishes in zoning-overlaps.geojson.
PUBLISHED = PAIRS[:4]
AREA_FILES = ["communes", "national-park", "port", "urban-renewal"]
POINT_FILES = ["stations", "sites", "town-halls"]


def read(folder):
    """The area layers in EPSG:3035, by file name without its ending."""
    layers = {}
    for name in AREA_FILES:
        frame = geopandas.read_file(folder / f"{name}.geojson")
        frame.geometry = shapely.segmentize(frame.geometry.values, LONGEST_EDGE)
        layers[name] = frame.to_crs(EQUAL_AREA)
    return layers


def select(layers, name):
    file, column, values = FILTERS[name]
    frame = layers[file]
    return frame if column is None else frame[frame[column].isin(values)]


def communes(layers):
    frame = layers["communes"]
    return [
        {"insee": insee, "name": name, "area_m2": area}
        for insee, name, area in zip(frame["insee"], frame["name"], frame.area)
    ]


def coverage(layers):
    """Per filter and commune: the area under the dissolved layer and its share."""
    frame = layers["communes"]
    area = frame.area.to_numpy()
    result = {}
    for name in FILTERS:
        whole = shapely.union_all(select(layers, name).geometry.values)
        covered = shapely.area(shapely.intersection(frame.geometry.values, whole))
        result[name] = {
            insee: {"area_m2": a, "share": a / total}
            for insee, a, total in zip(frame["insee"], covered, area)
        }
    return result


def overlaps(layers):
    """Feature pairs with a positive common area, and each pair of layers dissolved."""
    pairs, totals = [], {}
    for first, second in PAIRS:
        a, b = layers[first], layers[second]
        tree = shapely.STRtree(b.geometry.values)
        left, right = tree.query(a.geometry.values, predicate="intersects")
        if first == second:
            once = left < right
            left, right = left[once], right[once]
        area = shapely.area(
            shapely.intersection(a.geometry.values[left], b.geometry.values[right]))
        for i, j, common in sorted(zip(left, right, area)):
            if common > 0:
                pairs.append({
                    "a_layer": first, "a_id": a["id"].iloc[i],
                    "b_layer": second, "b_id": b["id"].iloc[j],
                    "area_m2": common,
                    "share_of_a": common / a.geometry.iloc[i].area,
                    "share_of_b": common / b.geometry.iloc[j].area,
                })
        if first != second:
            common = shapely.intersection(
                shapely.union_all(a.geometry.values), shapely.union_all(b.geometry.values))
            totals[f"{first} x {second}"] = shapely.area(common)
    return {"pairs": pairs, "dissolved_area_m2": totals}


def totals(layers):
    """Per filter: gross and net area, what is counted twice, and what no commune holds."""
    land = shapely.union_all(layers["communes"].geometry.values)
    result = {"communes": {
        "features": len(layers["communes"]),
        "gross_m2": float(layers["communes"].area.sum()), "net_m2": shapely.area(land)}}
    for name in FILTERS:
        frame = select(layers, name)
        whole = shapely.union_all(frame.geometry.values)
        gross, net = float(frame.area.sum()), shapely.area(whole)
        result[name] = {
            "features": len(frame), "gross_m2": gross, "net_m2": net,
            "double_counted_m2": gross - net,
            "within_communes_m2": shapely.area(shapely.intersection(whole, land)),
            "outside_communes_m2": shapely.area(shapely.difference(whole, land)),
        }
    return result


def straight_in_degrees(frame, step=0.0005):
    """The same polygons with edges straight in longitude and latitude, as RFC 7946 has them:
    densified every `step` degrees before they are projected. In EPSG:3035."""
    degrees = frame.to_crs("OGC:CRS84")
    dense = shapely.segmentize(degrees.geometry.values, step)
    return geopandas.GeoSeries(dense, crs="OGC:CRS84").to_crs(EQUAL_AREA)


def methods(layers):
    """Each layer's area in hectares by five readings of the same vertices."""
    geodesic = pyproj.Geod(ellps="GRS80")
    rows = {}
    for name in ["communes", *FILTERS]:
        frame = layers["communes"] if name == "communes" else select(layers, name)
        degrees = frame.to_crs("OGC:CRS84").geometry
        rows[name] = {
            "epsg_3035_ha": frame.area.sum() / 1e4,
            "geodesic_edges_ha": sum(
                abs(geodesic.geometry_area_perimeter(g)[0]) for g in degrees) / 1e4,
            "edges_straight_in_degrees_ha": straight_in_degrees(frame).area.sum() / 1e4,
            "epsg_2154_ha": frame.to_crs(METRIC).area.sum() / 1e4,
        }
    return rows


def checks(folder, layers):
    """Counts, sums, validity, and points within the commune that they name."""
    found = {}
    place = layers["communes"]
    found["communes"] = {
        "features": len(place),
        "vertices": int(shapely.get_num_coordinates(place.geometry.values).sum()),
        "kinds": place.geom_type.value_counts().to_dict(),
        "valid": bool(place.is_valid.all()),
        "coverage_is_valid": bool(shapely.coverage_is_valid(
            geopandas.read_file(folder / "communes.geojson").geometry.values)),
        "population_2022": int(place["population_2022"].sum()),
        "population_2023": int(place["population_2023"].sum()),
        "distinct_insee": int(place["insee"].nunique()),
        "distinct_siren": int(place["siren"].nunique()),
    }
    whole = shapely.union_all(place.geometry.values)
    found["communes"]["holes_km2"] = [
        shapely.Polygon(ring).area / 1e6
        for part in shapely.get_parts(whole) for ring in part.interiors]
    for name in AREA_FILES[1:]:
        frame = layers[name]
        found[name] = {
            "features": len(frame), "valid": bool(frame.is_valid.all()),
            "distinct_ids": int(frame["id"].nunique()),
            "status": frame["status"].value_counts().to_dict(),
            "accuracy_m": sorted({float(a) for a in frame["accuracy_m"]}),
        }
    by_insee = place.set_index("insee")
    renewal = layers["urban-renewal"]
    home = by_insee.geometry.reindex(renewal["insee"]).values
    outside = shapely.area(shapely.difference(renewal.geometry.values, home))
    found["urban-renewal"]["outside_own_commune_m2"] = {
        i: a for i, a in zip(renewal["id"], outside) if a > 0}
    for name in POINT_FILES:
        table = pandas.read_csv(folder / f"{name}.csv", dtype={"insee": str})
        points = geopandas.GeoSeries.from_xy(
            table["lon"], table["lat"], crs="OGC:CRS84").to_crs(EQUAL_AREA)
        home = by_insee.geometry.reindex(table["insee"]).values
        away = shapely.distance(points.values, home)
        key = "id" if "id" in table else "insee"
        found[name] = {
            "rows": len(table), "distinct_keys": int(table[key].nunique()),
            "not_in_their_commune_m": {
                k: d for k, d in zip(table[key], away) if not d == 0},
        }
        for column in ("mode", "category"):
            if column in table:
                found[name][column] = table[column].value_counts().sort_index().to_dict()
    found.update(marseille(folder, by_insee))
    found["census-grid"] = census_grid(folder, place)
    found["park-cells"] = park_cells(folder, layers["national-park"])
    return found


def marseille(folder, by_insee):
    """The quarters of Marseille, and what is listed in it."""
    found = {}
    frames = {name: geopandas.read_file(folder / f"{name}.geojson").to_crs(EQUAL_AREA)
              for name in ("arrondissements", "quartiers")}
    for name, frame in frames.items():
        whole = shapely.union_all(frame.geometry.values)
        found[name] = {
            "rows": len(frame), "net_area_m2": whole.area, "gross_area_m2": frame.area.sum(),
            "marseille_area_m2": by_insee.loc["13055"].geometry.area,
        }
    found["arrondissements"]["population_2023"] = int(
        frames["arrondissements"]["population_2023"].sum())
    found["arrondissements"]["marseille_population_2023"] = int(
        by_insee.loc["13055", "population_2023"])
    for name, column in (("transit-stops", "mode"), ("facilities", "kind")):
        table = pandas.read_csv(folder / f"{name}.csv", dtype={"id": str})
        found[name] = {
            "rows": len(table), column: table[column].value_counts().sort_index().to_dict()}
    lines = geopandas.read_file(folder / "transit-lines.geojson")
    found["transit-lines"] = {
        "rows": len(lines), "mode": lines["mode"].value_counts().sort_index().to_dict(),
        "length_km": lines.to_crs(METRIC).length.sum() / 1000,
    }
    table = pandas.read_csv(folder / "income.csv", dtype={"insee": str})
    found["income"] = {
        "rows": len(table), "median_2011": int(table["income_median_2011"].notna().sum())}
    return found


def cells(table, side):
    """The squares of grid cells, in EPSG:3035, from their codes."""
    corner = table["cell"].str.extract(r"N(\d+)E(\d+)$").astype(float)
    return shapely.box(corner[1], corner[0], corner[1] + side, corner[0] + side)


def census_grid(folder, communes_frame):
    table = pandas.read_csv(folder / "census-grid.csv", dtype={"insee": str})
    squares = cells(table, 1000)
    whole = shapely.union_all(communes_frame.geometry.values)
    share = shapely.area(shapely.intersection(squares, whole)) / 1e6
    return {
        "rows": len(table), "people": int(table["people"].sum()),
        "people_by_area": float((table["people"] * share).sum()),
        "people_in_metropolis": float(table["people_in_metropolis"].sum()),
        "share_in_metropolis_deviation": float((share - table["share_in_metropolis"]).abs().max()),
    }


def park_cells(folder, park):
    table = pandas.read_csv(folder / "park-cells.csv")
    core = shapely.union_all(park[park["zone"] == "core_land"].geometry.values)
    share = shapely.area(shapely.intersection(cells(table, 200), core)) / 4e4
    return {
        "rows": len(table), "people": float(table["people"].sum()),
        "people_in_core_land": float((table["people"] * share).sum()),
    }


def compute(folder):
    layers = read(folder)
    return {
        "communes": communes(layers), "coverage": coverage(layers),
        "overlaps": overlaps(layers), "totals": totals(layers),
        "methods": methods(layers), "checks": checks(folder, layers),
    }


def plain(value):
    if isinstance(value, numpy.generic):
        return value.item()
    raise TypeError(type(value))


class Comparison:
    """Counts what was compared, keeps the largest deviations, and what went beyond tolerance."""

    def __init__(self, share_tolerance, area_tolerance):
        self.tolerance = {
            "share": share_tolerance, "area_m2": area_tolerance, "people_share": PEOPLE_SHARES,
            "person_m": PEOPLE_METERS}
        self.worst = dict.fromkeys(self.tolerance, 0.0)
        self.compared = 0
        self.failures = []

    def see(self, kind, what, ours, expected):
        self.compared += 1
        expected = float(expected)
        if ours is None or not abs(ours - expected) <= self.tolerance[kind]:
            self.failures.append(f"{what}: {kind} {ours}, expected {expected!r}")
        if ours is not None:
            self.worst[kind] = max(self.worst[kind], abs(ours - expected))


def compare_coverage(path, expected, comparison):
    features = json.loads(path.read_text())["features"]
    whole = {row["insee"]: row["area_m2"] for row in expected["communes"]}
    seen = set()
    for feature in features:
        properties = feature["properties"]
        insee = properties["insee"] if "insee" in properties else feature["id"]
        if "area_m2" in properties:
            comparison.see(
                "area_m2", f"{path.name} {insee} area_m2", properties["area_m2"], whole[insee])
        for field, value in properties.items():
            for ending, kind in (("_area_m2", "area_m2"), ("_share", "share")):
                name = field.removesuffix(ending)
                if name != field and name in FILTERS:
                    seen.add(name)
                    comparison.see(
                        kind, f"{path.name} {insee} {field}", value,
                        expected["coverage"][name][insee][kind])
    if len(features) != len(expected["communes"]):
        comparison.failures.append(
            f"{path.name}: {len(features)} features, expected {len(expected['communes'])}")
    print(f"{path.name}: layers compared: {', '.join(sorted(seen)) or 'none'}")
    unseen = sorted(set(FILTERS) - seen)
    if unseen:
        print(f"{path.name}: not published by this plan: {', '.join(unseen)}")


def compare_overlaps(path, expected, comparison, least=0.01):
    """Pairs of features. A pair that only one side has is a failure from `least` square metres
    on: below, rounding decides whether two features overlap or touch."""
    wanted = {
        frozenset((pair["a_id"], pair["b_id"])): pair for pair in expected["overlaps"]["pairs"]
        if (pair["a_layer"], pair["b_layer"]) in PUBLISHED}
    seen = set()
    for feature in json.loads(path.read_text())["features"]:
        properties = feature["properties"]
        key = frozenset((properties["a_id"], properties["b_id"]))
        if key in seen:
            comparison.failures.append(f"{path.name}: pair {sorted(key)} stands twice")
        seen.add(key)
        if key in wanted:
            comparison.see(
                "area_m2", f"{path.name} {sorted(key)}", properties["area_m2"],
                wanted[key]["area_m2"])
        elif properties["area_m2"] >= least:
            comparison.failures.append(f"{path.name}: unexpected pair {sorted(key)}")
    for key, pair in wanted.items():
        if key not in seen and pair["area_m2"] >= least:
            comparison.failures.append(
                f"{path.name}: pair {sorted(key)} is missing, {pair['area_m2']} m² expected")
    print(f"{path.name}: {len(seen)} pairs, {len(wanted)} expected")


LATTICE = 25
PEOPLE_SHARES, PEOPLE_METERS = 0.001, 2


def people_near_stations(folder, data):
    """For each part of a cell that has people: their number, and the distances of its lattice points."""
    parts = geopandas.read_file(folder / "people.gpkg").to_crs(EQUAL_AREA)
    stations = pandas.read_csv(data / "stations.csv")
    metric = pyproj.Transformer.from_crs("OGC:CRS84", METRIC, always_xy=True)
    tree = scipy.spatial.cKDTree(
        numpy.column_stack(metric.transform(stations["lon"], stations["lat"])))
    forward = pyproj.Transformer.from_crs(EQUAL_AREA, METRIC, always_xy=True)
    for shape, people in zip(parts.geometry.values, parts["population"].values):
        if people <= 0:
            continue
        west, south, east, north = shape.bounds
        x, y = numpy.meshgrid(
            numpy.arange(west + LATTICE / 2, east, LATTICE),
            numpy.arange(south + LATTICE / 2, north, LATTICE))
        shapely.prepare(shape)
        inside = shapely.contains_xy(shape, x.ravel(), y.ravel())
        places = numpy.column_stack([x.ravel()[inside], y.ravel()[inside]])
        if len(places) == 0:
            places = shapely.get_coordinates(shape.representative_point())
        yield people, tree.query(numpy.column_stack(forward.transform(*places.T)))[0]


def compare_people(folder, data, comparison):
    totals = json.loads((folder / "summary.json").read_text())["accessibility"]["destinations"]
    ours = next(one for one in totals if one["layer"] == "stations")["people"]
    found = list(people_near_stations(folder, data))
    everybody = sum(people for people, _ in found)
    for one in ours["within"]:
        share = sum(n * (d <= one["cutoff_m"]).mean() for n, d in found) / everybody
        comparison.see(
            "people_share", f"people within {one['cutoff_m']} m of a station",
            one["population_share"], share)
    mean = sum(people * distances.mean() for people, distances in found) / everybody
    comparison.see(
        "person_m", "mean distance of people to a station", ours["distance_mean_person_m"], mean)
    print(f"people.gpkg: {everybody:.3f} people in {len(found)} parts")


def compare(folder, data, expected, share_tolerance, area_tolerance):
    comparison = Comparison(share_tolerance, area_tolerance)
    compare_coverage(folder / "coverage.geojson", expected, comparison)
    zoning = folder / "zoning-overlaps.geojson"
    if zoning.exists():
        compare_overlaps(zoning, expected, comparison)
    else:
        comparison.failures.append(f"{zoning}: missing")
    if (folder / "people.gpkg").exists() and (folder / "accessibility.geojson").exists():
        compare_people(folder, data, comparison)
    if comparison.compared == 0:
        comparison.failures.append("nothing was compared: no field has a known name")
    for failure in comparison.failures[:40]:
        print(f"differs: {failure}")
    print(
        f"{comparison.compared} values compared; largest deviation: "
        f"share {comparison.worst['share']:.2e} (allowed {share_tolerance:g}), "
        f"area {comparison.worst['area_m2']:.2e} m² (allowed {area_tolerance:g}); "
        f"shares of people {comparison.worst['people_share']:.1e} (allowed {PEOPLE_SHARES:g}), "
        f"their mean {comparison.worst['person_m']:.2f} m (allowed {PEOPLE_METERS}); "
        f"{len(comparison.failures)} differences")
    return 1 if comparison.failures else 0


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=REPOSITORY / "GeoData")
    parser.add_argument("--out", type=pathlib.Path, help="write the expected values here")
    parser.add_argument("--compare", type=pathlib.Path, metavar="DIR",
                        help="compare with coverage.geojson and zoning-overlaps.geojson in DIR")
    parser.add_argument("--share-tolerance", type=float, default=1e-6)
    parser.add_argument("--area-tolerance", type=float, default=0.01, help="square metres")
    options = parser.parse_args()
    expected = compute(options.data)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        for name, value in expected.items():
            text = json.dumps(value, indent=1, ensure_ascii=False, default=plain)
            (options.out / f"{name}.json").write_text(text + "\n")
    if options.compare:
        return compare(
            options.compare, options.data, expected, options.share_tolerance, options.area_tolerance)
    summary = {"checks": expected["checks"], "methods": expected["methods"],
               "totals": expected["totals"]}
    print(json.dumps(summary, indent=1, ensure_ascii=False, default=plain))
    return 0


if __name__ == "__main__":
    sys.exit(main())
