extension TravelProfile {
  /// On foot.
  ///
  /// **Speeds:** 4.8 km/h, as plans assume on straight lines (4.6 to 5.3, Bohannon 1997); half of it
  /// on steps; no delay at crossings. **Access:** OpenStreetMap wiki, "OSM tags for routing / Access
  /// restrictions", worldwide table: motorways, motor roads, bridleways and cycleways are closed
  /// unless `foot` opens them. **One-way:** streets go both ways on foot; only `oneway:foot` counts.
  ///
  /// **Source:** Bohannon 1997, Comfortable and maximum walking speed of adults aged 20–79 years,
  /// doi:10.1093/ageing/26.1.15.
  public static let walk = TravelProfile(
    mode: .walk,
    speeds: [
      "motorway": 4.8, "motorway_link": 4.8,
      "trunk": 4.8, "trunk_link": 4.8,
      "primary": 4.8, "primary_link": 4.8,
      "secondary": 4.8, "secondary_link": 4.8,
      "tertiary": 4.8, "tertiary_link": 4.8,
      "unclassified": 4.8, "residential": 4.8, "living_street": 4.8,
      "service": 4.8, "road": 4.8, "track": 4.8,
      "pedestrian": 4.8, "footway": 4.8, "path": 4.8, "corridor": 4.8, "platform": 4.8,
      "cycleway": 4.8, "bridleway": 4.8, "busway": 4.8, "bus_guideway": 4.8,
      "steps": 2.4, "elevator": 2.4,
      "ferry": 15,
    ],
    closedClasses: [
      "motorway", "motorway_link", "cycleway", "bridleway", "busway", "bus_guideway",
    ],
    accessKeys: ["foot", "access"],
    ownKeys: ["foot"],
    isBarredFromMotorroads: true,
    onewayKeys: ["oneway:foot"],
    knowsImpliedOneway: false,
    knowsContraflow: false,
    limitUse: .ignored,
    closedBarriers: [
      "city_wall", "debris", "ditch", "fence", "guard_rail", "hedge", "retaining_wall", "wall",
    ])
}
