"""2SFCA, E2SFCA, 3SFCA and RAAM of 2,200 origins and 340 destinations, all 748,000 pairs, against
pysal's access. Both have the table of costs in memory before the clock starts."""
from harness import Row

TITLE = "accessibility measures, 748,000 pairs"
DATA = ["access_costs", "access_origins", "access_destinations"]
ROWS = [
    Row("ours_2sfca", "peer_2sfca", "access, 2SFCA", 10, "check_2sfca"),
    Row("ours_e2sfca", "peer_e2sfca", "access, E2SFCA", 10, "check_e2sfca"),
    Row("ours_3sfca", "peer_3sfca", "access, 3SFCA", 10, "check_3sfca"),
    Row("ours_raam", "peer_raam", "access, RAAM", 10, "check_raam"),
]
CUTOFF = 30
STEPS = {10: 1, 20: 0.68, 30: 0.22}
TAU = 30
RELATIVE = 1e-9


def ours(bench, out, measure, *options):
    return bench.amp_geo(
        "accessibility", "--costs", bench.data["access_costs"],
        "--origins", bench.data["access_origins"], "--demand", "people",
        "--destinations", bench.data["access_destinations"], "--supply", "doctors",
        "--measure", measure, *options, "-o", f"{out}/{measure}.csv",
        phases=["prepare", "compute"])


def decay():
    return "step(" + ",".join(f"{cost}:{weight}" for cost, weight in STEPS.items()) + ")"


def ours_2sfca(bench, out):
    return ours(bench, out, "2sfca", "--cutoff", CUTOFF)


def ours_e2sfca(bench, out):
    return ours(bench, out, "e2sfca", "--cutoff", CUTOFF, "--decay", decay())


def ours_3sfca(bench, out):
    return ours(bench, out, "3sfca", "--cutoff", CUTOFF, "--decay", decay())


def ours_raam(bench, out):
    return ours(bench, out, "raam", "--tau", TAU)


def peer(data, out, measure, evaluate):
    import time

    import pandas
    from access import Access

    table = Access(
        demand_df=pandas.read_csv(data["access_origins"]), demand_index="id",
        demand_value="people", supply_df=pandas.read_csv(data["access_destinations"]),
        supply_index="id", supply_value="doctors",
        cost_df=pandas.read_csv(data["access_costs"]), cost_origin="from_id", cost_dest="to_id",
        cost_name="travel_time")
    begin = time.perf_counter()
    evaluate(table)
    seconds = time.perf_counter() - begin
    scores = table.access_df[["score_doctors"]].reset_index()
    scores.columns = ["id", "score"]
    scores.to_csv(f"{out}/peer_{measure}.csv", index=False)
    return seconds


def peer_2sfca(data, out):
    return peer(data, out, "2sfca", lambda a: a.two_stage_fca(name="score", max_cost=CUTOFF))


def peer_e2sfca(data, out):
    from access import weights

    return peer(data, out, "e2sfca", lambda a: a.enhanced_two_stage_fca(
        name="score", max_cost=CUTOFF, weight_fn=weights.step_fn(STEPS)))


def peer_3sfca(data, out):
    from access import weights

    return peer(data, out, "3sfca", lambda a: a.three_stage_fca(
        name="score", max_cost=CUTOFF, weight_fn=weights.step_fn(STEPS)))


def peer_raam(data, out):
    return peer(data, out, "raam", lambda a: a.raam(name="score", tau=TAU))


def compare(out, measure):
    import pandas

    mine = pandas.read_csv(f"{out}/{measure}.csv").set_index("id")[measure]
    other = pandas.read_csv(f"{out}/peer_{measure}.csv").set_index("id")["score"]
    other = other[other.notna()]
    if set(mine.dropna().index) != set(other.index):
        return [f"{len(mine.dropna())} scores, the peer has {len(other)}"]
    difference = ((mine - other).abs() / other.abs()).fillna(0)
    worst = difference.idxmax()
    if difference[worst] > RELATIVE:
        return [f"origin {worst}: {mine[worst]}, the peer has {other[worst]}"]
    return []


def check_2sfca(data, out):
    return compare(out, "2sfca")


def check_e2sfca(data, out):
    return compare(out, "e2sfca")


def check_3sfca(data, out):
    return compare(out, "3sfca")


def check_raam(data, out):
    return compare(out, "raam")
