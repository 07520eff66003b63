"""GDAL's OAPIF driver lists the collections and reads a collection: whole, by box, by filter, by pages."""
import json
import re

from client import BASE, COLLECTION, document, features, require, run


def ogr(*options):
    """Ids of the features that ogr2ogr reads."""
    text = run("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", f"OAPIF:{BASE}", COLLECTION, *options)
    return sorted(str(f["properties"].get("id", f.get("id"))) for f in json.loads(text)["features"])


listed = re.findall(r"^\d+: (\S+)", run("ogrinfo", "-so", f"OAPIF:{BASE}"), re.M)
served = [c["id"] for c in document("/collections")["collections"]]
require(listed == served, f"GDAL lists {listed}, and {served} are served")

every = sorted(str(f["id"]) for f in features())
require(ogr() == every, "GDAL reads other features than there are")
require(ogr("-oo", "PAGE_SIZE=7") == every, "GDAL reads other features by pages")
box = ["5.3", "43.2", "5.5", "43.4"]
inside = sorted(str(f["id"]) for f in features("&bbox=" + ",".join(box)))
require(ogr("-spat", *box) == inside and 0 < len(inside) < len(every), "GDAL reads another box")
large = sorted(str(f["id"]) for f in features() if f["properties"]["population_2022"] > 10000)
require(ogr("-where", "population_2022 > 10000") == large and large, "GDAL filters otherwise")
print(f"GDAL: {len(listed)} collections, {len(every)} features, {len(inside)} in a box, {len(large)} filtered")
