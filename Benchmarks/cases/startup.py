"""How long it takes until anything can begin."""
from harness import Row

TITLE = "start-up"
DATA = []
ROWS = [Row("ours", "import_geopandas", "import geopandas", 20)]


def ours(bench, out):
    return bench.amp_geo("--version", timings=False)


def import_geopandas(data, out):
    import geopandas  # noqa: F401
