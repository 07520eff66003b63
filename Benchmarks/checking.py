"""Comparisons of results that several cases share. Each gives a list of differences: none when
the two agree."""
import numpy

RELATIVE = 1e-6
# Square metres below which a pair counts as touching: rounding decides whether it is there.
LEAST_AREA = 0.01


def by_name(table, side, path, column):
    """The table with the ids of one side told by a column of the GeoPackage that they come from.
    amp-geo names a GeoPackage's features by its integer key, the peers by that column."""
    import pyogrio

    names = pyogrio.read_dataframe(
        path, columns=[column], read_geometry=False, fid_as_index=True)[column]
    ids = table[f"{side}_id"].astype(str)
    if not ids.isin(names).all():
        ids = ids.astype(int).map(names)
    return table.assign(**{f"{side}_id": ids})


def pair_files(ours, theirs, a, b):
    """Two CSV files of pairs. `a` and `b` are the GeoPackages with the columns that name their
    features: (path, column)."""
    import pandas

    text = {"a_id": str, "b_id": str}
    mine, other = (pandas.read_csv(path, dtype=text) for path in (ours, theirs))
    mine = by_name(by_name(mine, "a", *a), "b", *b)
    return pairs(mine, other)


def pairs(ours, theirs, relative=RELATIVE):
    """Two tables with a_id, b_id, area_m2: the same pairs, the same areas."""
    key = ["a_id", "b_id"]
    ours, theirs = ours.astype({k: str for k in key}), theirs.astype({k: str for k in key})
    twice = int(ours.duplicated(key).sum())
    if twice:
        return [f"{twice} pairs are given twice"]
    both = ours.merge(theirs, on=key, how="outer", suffixes=("", "_peer"), indicator=True)
    found = []
    for side, column in (("left_only", "area_m2"), ("right_only", "area_m2_peer")):
        alone = both[(both["_merge"] == side) & (both[column] > LEAST_AREA)]
        if len(alone):
            who = "amp-geo" if side == "left_only" else "the peer"
            first = alone.iloc[0]
            found.append(
                f"{len(alone)} pairs only from {who}, first {first['a_id']}, {first['b_id']}: "
                f"{first[column]} m²")
    common = both[both["_merge"] == "both"]
    if common.empty:
        return found + ["no pair in common"]
    difference = (common["area_m2"] - common["area_m2_peer"]).abs()
    allowed = numpy.maximum(relative * common["area_m2_peer"], LEAST_AREA)
    wrong = common[difference > allowed]
    if len(wrong):
        first = wrong.iloc[0]
        found.append(
            f"{len(wrong)} areas differ, first {first['a_id']}, {first['b_id']}: "
            f"{first['area_m2']} and {first['area_m2_peer']} m²")
    return found


def layers(ours, theirs, tolerance_degrees=1.01e-7):
    """Two GeoDataFrames: the same features in order, the same columns, the same coordinates."""
    import shapely

    if len(ours) != len(theirs):
        return [f"{len(ours)} features, the peer has {len(theirs)}"]
    found = []
    mine, other = (set(f.columns) - {"geometry", "id"} for f in (ours, theirs))
    if mine != other:
        found.append(f"columns {sorted(mine)}, the peer has {sorted(other)}")
    for column in sorted(mine & other):
        different = int((ours[column].astype(str) != theirs[column].astype(str)).sum())
        if different:
            found.append(f"column {column}: {different} values differ")
    a, b = (shapely.normalize(f.geometry.values) for f in (ours, theirs))
    counts = shapely.get_num_coordinates(a), shapely.get_num_coordinates(b)
    if (counts[0] != counts[1]).any():
        return found + [f"{int((counts[0] != counts[1]).sum())} geometries have other vertices"]
    furthest = numpy.abs(shapely.get_coordinates(a) - shapely.get_coordinates(b)).max()
    if furthest > tolerance_degrees:
        found.append(f"coordinates differ by up to {furthest} degrees")
    return found
