"""10,000 seeded Voronoi zones, densified at 25 m, by the 92 communes."""
from cases import zone_case

zone_case.define(globals(), "zones_10k", 10_000)
