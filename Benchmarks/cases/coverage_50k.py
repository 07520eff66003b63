"""50,000 seeded Voronoi zones, densified at 25 m, by the 92 communes."""
from cases import zone_case

zone_case.define(globals(), "zones_50k", 50_000, asked_of_duckdb=3)
