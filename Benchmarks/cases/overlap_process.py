"""The same overlaps as a whole process: two GeoPackage files in EPSG:2154 to a CSV of pairs with
areas in EPSG:3035."""
from harness import Row

TITLE = "overlap areas, 170,000 pairs, file to file"
DATA = ["communes", "shifted"]
ROWS = [Row("ours", "geopandas_process", "geopandas.overlay + area, as a script", 15, "check")]


def ours(bench, out):
    return bench.amp_geo(
        "overlaps", bench.data["communes"], bench.data["shifted"], "--areas-only",
        "-o", f"{out}/ours.csv")


def geopandas_process(data, out):
    import geopandas

    a, b = (
        geopandas.read_file(data[name], engine="pyogrio").to_crs("EPSG:3035")
        for name in ("communes", "shifted"))
    common = geopandas.overlay(
        a[["insee", "geometry"]].rename(columns={"insee": "a_id"}),
        b[["insee", "geometry"]].rename(columns={"insee": "b_id"}),
        how="intersection", keep_geom_type=True)
    common["area_m2"] = common.area
    whole = {"a": a.area.set_axis(a["insee"]), "b": b.area.set_axis(b["insee"])}
    for side, area in whole.items():
        common[f"share_of_{side}"] = common["area_m2"] / area.reindex(
            common[f"{side}_id"]).to_numpy()
    common[["a_id", "b_id", "area_m2", "share_of_a", "share_of_b"]].to_csv(
        f"{out}/peer.csv", index=False)


def check(data, out):
    import checking

    return checking.pair_files(
        f"{out}/ours.csv", f"{out}/peer.csv", (data["communes"], "insee"),
        (data["shifted"], "insee"))
