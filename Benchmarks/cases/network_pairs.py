"""The walking times of 100,000 random pairs of nodes of a grid of 300 x 300 streets: once the
preparation is made, and with it.

The preparation is what does not depend on the pairs: pandana's contraction hierarchy, amp-geo's
hierarchy and the label of every node. The network is loaded, and places are joined to it or their
nodes are known, before any clock starts. Both use all cores."""
from harness import Row

from cases import network_grid

TITLE = "100,000 random pairs on a grid of 90,000 nodes"
DATA = ["grid_extract", "grid_nodes", "grid_pairs"]
ROWS = [
    Row("ours", "pandana", "pandana 0.8", 5, "check"),
    Row("ours_prepared", "pandana_prepared", "pandana 0.8, preparation included", 5, None),
]


def costs(bench, out, phases):
    return bench.amp_geo(
        "network", "costs", network_grid.streets(bench, out),
        "--from", bench.data["grid_nodes"], "--to", bench.data["grid_nodes"],
        "--pairs", bench.data["grid_pairs"], "-o", f"{out}/ours.csv", phases=phases)


def ours(bench, out):
    return costs(bench, out, ["search"])


def ours_prepared(bench, out):
    return costs(bench, out, ["prepare", "search"])


def timed(data, out, with_preparation):
    import time

    import pandas

    nodes, edges = network_grid.tables(data, out)
    pairs = pandas.read_csv(data["grid_pairs"])
    number = pandas.Series(nodes.index, index=nodes["id"])
    start, end = number.loc[pairs["from_id"]].values, number.loc[pairs["to_id"]].values
    begin = time.perf_counter()
    network = network_grid.pandana_network(nodes, edges)
    if not with_preparation:
        begin = time.perf_counter()
    pairs["seconds"] = network.shortest_path_lengths(start, end)
    seconds = time.perf_counter() - begin
    pairs.to_csv(f"{out}/peer.csv", index=False)
    return seconds


def pandana(data, out):
    return timed(data, out, with_preparation=False)


def pandana_prepared(data, out):
    return timed(data, out, with_preparation=True)


def check(data, out):
    """The same times to the millisecond."""
    import pandas

    mine, peer = (pandas.read_csv(f"{out}/{name}.csv") for name in ("ours", "peer"))
    if not mine[["from_id", "to_id"]].equals(peer[["from_id", "to_id"]]):
        return ["the pairs are not those that were asked for"]
    theirs = (peer["seconds"] * 1000).round().astype(int)
    wrong = int((network_grid.milliseconds(mine["travel_time"]) != theirs).sum())
    return [f"{wrong} times differ"] if wrong else []
