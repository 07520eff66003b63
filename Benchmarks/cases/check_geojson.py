"""From a GeoJSON file of 35,357 polygons (about 55 MB) to the verdict: which of them are not valid.

Both get the same file, in which every 353rd polygon has been made a bow tie. The peer reads it and
asks GEOS about every polygon; amp-geo checks the structure of the text besides.
"""
import json

from harness import Row

TITLE = "structure and validity of 35,357 communes, 55 MB, file to verdict"
DATA = ["communes_bent"]
ROWS = [Row("ours", "geopandas_is_valid", "geopandas.read_file + is_valid", 5, "check")]


def ours(bench, out):
    return bench.amp_geo(
        "check", bench.data["communes_bent"], "--format", "json", expected=1,
        output=f"{out}/report.json")


def geopandas_is_valid(data, out):
    import geopandas

    layer = geopandas.read_file(data["communes_bent"], engine="pyogrio")
    with open(f"{out}/invalid.json", "w", encoding="utf-8") as file:
        json.dump(layer.index[~layer.is_valid].tolist(), file)


def check(data, out):
    """The polygons that one finds invalid, the other finds too; and those that were bent."""
    import geopandas

    with open(f"{out}/report.json", encoding="utf-8") as file:
        findings = json.load(file)["findings"]
    with open(f"{out}/invalid.json", encoding="utf-8") as file:
        theirs = set(json.load(file))
    layer = geopandas.read_file(data["communes_bent"], engine="pyogrio", ignore_geometry=True)
    places = {f"#{i + 1}": i for i in range(len(layer))}
    if "id" in layer.columns:
        places |= {str(name): i for i, name in enumerate(layer["id"])}
    wrong = [f for f in findings if f["severity"] == "error"]
    mine = {places[name] for f in wrong if f["code"].startswith("V") for name in f["features"]}
    bent = set(range(0, len(layer), 353))
    found = [f"{f['code']} {f['message']}" for f in wrong if not f["code"].startswith("V")][:3]
    for name, others in (("the peer", theirs), ("the data's maker", bent)):
        if mine != others:
            found.append(
                f"{len(mine - others)} more than {name}, {len(others - mine)} fewer")
    return found
