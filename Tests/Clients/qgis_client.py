"""QGIS's provider OAPIF reads a collection: whole, by box, by filter; and its vector tiles."""
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    QgsApplication, QgsFeatureRequest, QgsRectangle, QgsVectorLayer, QgsVectorTileLayer)

from client import BASE, COLLECTION, features, require  # noqa: E402

application = QgsApplication([], False)
application.initQgis()


def layer(extra=""):
    made = QgsVectorLayer(
        f"url='{BASE}' typename='{COLLECTION}' restrictToRequestBBOX='1' pageSize='1000'{extra}",
        COLLECTION, "OAPIF")
    require(made.isValid(), f"QGIS cannot open the collection: {made.error().message()}")
    return made


def ids(made, request=None):
    return sorted(str(f["id"]) for f in made.getFeatures(request or QgsFeatureRequest()))


every = sorted(str(f["properties"]["id"]) for f in features())
whole = layer()
require(ids(whole) == every, f"QGIS reads {len(ids(whole))} features, and there are {len(every)}")
inside = sorted(str(f["properties"]["id"]) for f in features("&bbox=5.3,43.2,5.5,43.4"))
found = ids(layer(), QgsFeatureRequest().setFilterRect(QgsRectangle(5.3, 43.2, 5.5, 43.4)))
require(set(inside) <= set(found) and len(found) < len(every), "QGIS reads another box")
filtered = layer()
require(filtered.setSubsetString("\"population_2022\" > 10000"), "QGIS refuses a filter")
large = sorted(
    str(f["properties"]["id"]) for f in features() if f["properties"]["population_2022"] > 10000)
require(ids(filtered) == large, "QGIS filters otherwise")
pages = QgsVectorLayer(f"url='{BASE}' typename='{COLLECTION}' pageSize='10'", COLLECTION, "OAPIF")
require(ids(pages) == every, "QGIS reads other features by pages")
tiles = QgsVectorTileLayer(
    f"type=xyz&url={BASE}/xyz/{COLLECTION}/{{z}}/{{x}}/{{y}}.pbf&zmin=0&zmax=14", "tiles")
require(tiles.isValid(), "QGIS cannot open the tiles")
print(f"QGIS: {len(every)} features, {len(found)} around a box, {len(large)} filtered, tiles")
application.exitQgis()
