"""The walking times between 1,000 nodes of a grid of 1,000 x 1,000 streets, all pairs, preparation
included. scipy searches from some of the nodes only: it is there to compare results. For all 1,000
it would take that many times longer."""
from harness import Row

from cases import network_grid

TITLE = "1,000 x 1,000 times on a grid of 1,000,000 nodes"
DATA = ["large_extract", "large_ends"]
ROWS = [Row("ours", "scipy", "scipy dijkstra, 5 of 1,000 searches", None, "check")]
SEARCHES = 5


def ours(bench, out):
    return bench.amp_geo(
        "network", "costs", network_grid.streets(bench, out, "large_extract"),
        "--from", bench.data["large_ends"], "--to", bench.data["large_ends"],
        "-o", f"{out}/ours.csv", phases=["prepare", "search and write"])


def scipy(data, out):
    """Whole milliseconds: sums are exact in doubles."""
    import sqlite3
    import time

    import numpy
    import pandas
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    with sqlite3.connect(f"{out}/streets.gpkg") as database:
        ids = pandas.read_sql_query(
            "SELECT osm_node_id AS id FROM nodes ORDER BY fid", database)["id"]
        edges = pandas.read_sql_query(
            "SELECT from_node, to_node, forward_s FROM edges ORDER BY fid", database)
    ends = pandas.read_csv(data["large_ends"])["id"].to_numpy()
    numbers = pandas.Series(numpy.arange(len(ids)), index=ids).loc[ends].to_numpy()
    begin = time.perf_counter()
    weights = (edges["forward_s"] * 1000).round().to_numpy()
    links = (edges["from_node"].to_numpy() - 1, edges["to_node"].to_numpy() - 1)
    graph = coo_array((weights, links), shape=(len(ids), len(ids))).tocsr()
    times = dijkstra(graph, directed=False, indices=numbers[:SEARCHES])[:, numbers]
    seconds = time.perf_counter() - begin
    frame = pandas.DataFrame(times.astype("int64"), index=ends[:SEARCHES], columns=ends)
    frame.to_csv(f"{out}/peer.csv")
    return seconds


def check(data, out):
    """The same times to the millisecond."""
    import pandas

    peer = pandas.read_csv(f"{out}/peer.csv", index_col=0)
    mine = pandas.read_csv(f"{out}/ours.csv")
    if len(mine) != peer.shape[1] ** 2:
        return [f"{len(mine)} rows, wanted {peer.shape[1] ** 2}"]
    mine = mine[mine["from_id"].isin(peer.index)]
    times = mine.pivot(index="from_id", columns="to_id", values="travel_time")
    times = network_grid.milliseconds(times.loc[peer.index, peer.columns.astype(int)])
    wrong = int((times.to_numpy() != peer.to_numpy()).sum())
    return [f"{wrong} times differ"] if wrong else []
