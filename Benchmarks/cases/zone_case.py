"""What the cases of communes by Voronoi zones share: how much of each zone lies in each of the 92
communes, file to file, areas in EPSG:3035."""
from harness import Row

QUERY = """
select z.zone a_id, c.insee b_id, ST_Area(ST_Intersection(z.g, c.g)) area_m2
from z join c on ST_Intersects(z.g, c.g)
"""


def define(namespace, dataset, count, asked_of_duckdb=None):
    """Fills a case module: `count` zones of `dataset` by the communes."""

    def ours(bench, out):
        return bench.amp_geo(
            "overlaps", bench.data[dataset], bench.data["metropolis"], "--areas-only",
            "-o", f"{out}/ours.csv")

    def duckdb_join(data, out):
        import duckdb
        import duckdb_extensions

        database = duckdb.connect()
        duckdb_extensions.import_extension("spatial", con=database)
        database.load_extension("spatial")
        for table, column, name in (("z", "zone", dataset), ("c", "insee", "metropolis")):
            database.execute(
                f"create table {table} as select {column}, "
                f"ST_Transform(geom, 'EPSG:2154', 'EPSG:3035', true) g from ST_Read('{data[name]}')")
        database.execute(
            f"copy (select * from ({QUERY}) where area_m2 > 0) to '{out}/duckdb.csv' (header)")

    def sedonadb_join(data, out):
        import sedonadb

        database = sedonadb.connect()
        for table, column, name in (("z", "zone", dataset), ("c", "insee", "metropolis")):
            database.read_pyogrio(data[name]).to_view("file", overwrite=True)
            database.sql(
                f"select {column}, ST_Transform(geom, 'EPSG:2154', 'EPSG:3035') g from file"
            ).to_memtable().to_view(table)
        frame = database.sql(QUERY).to_pandas()
        frame[frame["area_m2"] > 0].to_csv(f"{out}/sedonadb.csv", index=False)

    def compare(data, out, peer):
        import checking

        return checking.pair_files(
            f"{out}/ours.csv", f"{out}/{peer}.csv", (data[dataset], "zone"),
            (data["metropolis"], "insee"))

    def check_duckdb(data, out):
        return compare(data, out, "duckdb")

    def check_sedonadb(data, out):
        return compare(data, out, "sedonadb")

    namespace.update(
        TITLE=f"92 communes by {count:,} zones, file to file",
        DATA=[dataset, "metropolis"],
        ROWS=[
            Row("ours", "duckdb_join", "DuckDB spatial", asked_of_duckdb, "check_duckdb"),
            Row("ours", "sedonadb_join", "SedonaDB", None, "check_sedonadb"),
        ],
        ours=ours, duckdb_join=duckdb_join, sedonadb_join=sedonadb_join,
        check_duckdb=check_duckdb, check_sedonadb=check_sedonadb)
