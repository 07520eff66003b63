"""The nearest 3 of 1,000 facilities from all nodes of a grid of 300 x 300 streets, walking times,
preparation included. The network is loaded and places are joined to it before the clock starts;
pandana knows the node of each facility."""
from harness import Row

from cases import network_grid

TITLE = "nearest 3 of 1,000 facilities from 90,000 nodes"
DATA = ["grid_extract", "grid_nodes", "grid_facilities"]
ROWS = [Row("ours", "pandana", "pandana 0.8, preparation included", 10, "check")]
COUNT = 3
# Forty minutes, which is more than any of the ways that are asked for takes: pandana searches so far.
FAR = 2_400


def ours(bench, out):
    return bench.amp_geo(
        "network", "costs", network_grid.streets(bench, out),
        "--from", bench.data["grid_nodes"], "--to", bench.data["grid_facilities"],
        "--nearest", COUNT, "-o", f"{out}/ours.csv", phases=["prepare", "search"])


def pandana(data, out):
    import time

    import pandas

    nodes, edges = network_grid.tables(data, out)
    facilities = pandas.read_csv(data["grid_facilities"])
    begin = time.perf_counter()
    network = network_grid.pandana_network(nodes, edges)
    network.set_pois("facilities", FAR, COUNT, facilities["lon"], facilities["lat"])
    found = network.nearest_pois(FAR, "facilities", num_pois=COUNT, include_poi_ids=True)
    seconds = time.perf_counter() - begin
    found.insert(0, "id", nodes["id"])
    for rank in range(1, COUNT + 1):
        found[f"poi{rank}"] = found[f"poi{rank}"].map(facilities["id"])
    found.columns = ["id"] + [f"{what}{k}" for what in ("s", "poi") for k in range(1, COUNT + 1)]
    found.to_csv(f"{out}/peer.csv", index=False)
    return seconds


def check(data, out):
    """The same times to the millisecond, and the same facilities where no two are as near."""
    import pandas

    mine = pandas.read_csv(f"{out}/ours.csv")
    mine["ms"] = network_grid.milliseconds(mine["travel_time"])
    peer = pandas.read_csv(f"{out}/peer.csv").set_index("id")
    times = mine.pivot(index="from_id", columns="rank", values="ms")
    ids = mine.pivot(index="from_id", columns="rank", values="to_id")
    if len(mine) != COUNT * len(peer) or not times.index.sort_values().equals(
            peer.index.sort_values()):
        return [f"{len(mine)} rows of {len(times)} origins, the peer has {len(peer)}"]
    peer = peer.loc[times.index]
    differences = []
    for rank in range(1, COUNT + 1):
        theirs = (peer[f"s{rank}"] * 1000).round().astype(int)
        wrong = int((times[rank] != theirs).sum())
        if wrong:
            differences.append(f"{wrong} times of rank {rank} differ")
        alone = pandas.Series(True, index=times.index)
        for other in range(1, COUNT + 1):
            alone &= (times[other] != times[rank]) | (other == rank)
        alone &= rank < COUNT
        wrong = int((alone & (ids[rank] != peer[f"poi{rank}"])).sum())
        if wrong:
            differences.append(f"{wrong} facilities of rank {rank} differ")
    return differences
