"""The walking network of Porto Alegre, from the extract to the saved network, whole process.

osmnx reads XML only; the extract was turned into it beforehand, by osmium-tool. amp-geo keeps its
islands, as osmnx is asked to, and osmnx makes every street go both ways, as people walk.
"""
from harness import Row

TITLE = "build the walking network of Porto Alegre"
DATA = ["porto_alegre", "porto_alegre_xml"]
ROWS = [Row("ours", "osmnx", "osmnx graph_from_xml + save", 20, "check")]

# The rules of the walking profile, written again for the check: see docs/network.md.
OPEN_CLASSES = set(
    "trunk trunk_link primary primary_link secondary secondary_link tertiary tertiary_link "
    "unclassified residential living_street service road track pedestrian footway path corridor "
    "platform steps elevator".split())
CLASSES_TO_OPEN = set(
    "motorway motorway_link cycleway bridleway busway bus_guideway".split())
YES = {"yes", "designated", "official", "permissive", "destination", "customers", "public"}
NO = {
    "no", "private", "agricultural", "forestry", "delivery", "emergency", "military",
    "use_sidepath", "permit", "residents", "employees", "staff", "restricted"}
TAGS = ["highway", "foot", "access", "motorroad"]


def ours(bench, out):
    return bench.amp_geo(
        "network", "build", bench.data["porto_alegre"], "--profile", "walk",
        "--min-component", "0", "-o", f"{out}/ours.gpkg")


def osmnx(data, out):
    import osmnx as ox

    graph = ox.graph_from_xml(data["porto_alegre_xml"], bidirectional=True, retain_all=True)
    ox.save_graph_geopackage(graph, f"{out}/peer.gpkg")


def is_walkable(tags):
    highway = tags.get("highway")
    if highway not in OPEN_CLASSES | CLASSES_TO_OPEN:
        return False
    for key in ["foot", "access"]:
        value = tags.get(key)
        if value in NO:
            return False
        if value in YES and key == "foot":
            return True
    return highway in OPEN_CLASSES and tags.get("motorroad") != "yes"


def outlines(path, ways):
    """The class and the length of each way that bounds a walkable multipolygon and is none of the
    ways that are walked anyway, once."""
    import xml.etree.ElementTree as tree

    from osmnx.distance import great_circle

    root = tree.parse(path).getroot()
    places = {n.get("id"): (float(n.get("lat")), float(n.get("lon"))) for n in root.iter("node")}
    members = {way.get("id"): [nd.get("ref") for nd in way.iter("nd")] for way in root.iter("way")}
    seen = {str(way) for way in ways}
    found = []
    for relation in root.iter("relation"):
        tags = {tag.get("k"): tag.get("v") for tag in relation.iter("tag")}
        if tags.get("type") != "multipolygon" or not is_walkable(tags):
            continue
        for member in relation.iter("member"):
            way = member.get("ref")
            is_outline = member.get("type") == "way" and member.get("role") in ("outer", "inner", "")
            if not is_outline or way in seen or way not in members:
                continue
            seen.add(way)
            nodes = [places[node] for node in members[way] if node in places]
            length = sum(great_circle(*a, *b) for a, b in zip(nodes, nodes[1:]))
            found.append((tags["highway"], length))
    return found


def check(data, out):
    """As many ways, and the same length of each class of street, as in osmnx's unsimplified graph
    of the streets that these rules open, and along the members of multipolygons, which osmnx leaves
    out.

    osmnx measures on a sphere: lengths may differ by half a percent.
    """
    import sqlite3

    import osmnx as ox

    ox.settings.useful_tags_way = TAGS
    graph = ox.graph_from_xml(
        data["porto_alegre_xml"], bidirectional=True, retain_all=True, simplify=False)
    ways, lengths = set(), {}
    for _, _, edge in graph.edges(data=True):
        if is_walkable(edge):
            ways.add(edge["osmid"])
            name = edge["highway"]
            lengths[name] = lengths.get(name, 0) + edge["length"] / 2
    for name, length in outlines(data["porto_alegre_xml"], ways):
        lengths[name] = lengths.get(name, 0) + length
    database = sqlite3.connect(f"{out}/ours.gpkg")
    mine = dict(database.execute("SELECT highway, sum(length_m) FROM edges GROUP BY highway"))
    used = int(database.execute(
        "SELECT value FROM network WHERE name = 'ways_used'").fetchone()[0])
    differences = []
    if used != len(ways):
        differences.append(f"{used} ways used, {len(ways)} by osmnx")
    for name in sorted(set(mine) | set(lengths)):
        a, b = mine.get(name, 0), lengths.get(name, 0)
        if abs(a - b) > 0.005 * max(a, b):
            differences.append(f"{name}: {a:.0f} m, {b:.0f} m by osmnx")
    return differences
