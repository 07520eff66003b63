"""What the cases on the grid of streets share: one network, built from an extract, whose walking
times both sides search. Ours is built beside the clock, so that `--peers-only` needs one run
without it first."""
import pathlib
import sqlite3


def streets(bench, out, extract="grid_extract"):
    """The network of a grid, built once."""
    path = f"{out}/streets.gpkg"
    if not pathlib.Path(path).exists():
        bench.amp_geo(
            "network", "build", bench.data[extract], "--profile", "walk",
            "--min-component", "0", "-o", path)
    return path


def tables(data, out):
    """Nodes with the ids of the extract and edges with seconds, as the GeoPackage's layers have
    them."""
    import pandas

    with sqlite3.connect(f"{out}/streets.gpkg") as database:
        nodes = pandas.read_sql_query(
            "SELECT fid, osm_node_id AS id FROM nodes ORDER BY fid", database)
        edges = pandas.read_sql_query(
            "SELECT from_node, to_node, forward_s AS seconds FROM edges ORDER BY fid", database)
    places = pandas.read_csv(data["grid_nodes"]).set_index("id")
    return nodes.set_index("fid").join(places, on="id"), edges


def pandana_network(nodes, edges):
    """pandana cuts weights to thousandths: half of one more keeps the milliseconds as they are."""
    import pandana

    weights = edges[["seconds"]] + 0.0005
    return pandana.Network(
        nodes["lon"], nodes["lat"], edges["from_node"], edges["to_node"], weights, twoway=True)


def milliseconds(minutes):
    return (minutes * 60_000).round().astype(int)
