extension TravelProfile {
  /// By bicycle.
  ///
  /// **Speeds:** those of the bicycle profile of Project OSRM (15 km/h on streets and cycleways,
  /// less on paths and tracks), never above the speed limit; 4 km/h where the bicycle must be
  /// pushed. **Access:** OpenStreetMap wiki, "OSM tags for routing / Access restrictions", worldwide
  /// table: footways, pedestrian streets, steps, bridleways and motorways are closed unless
  /// `bicycle` opens them. **One-way:** `oneway:bicycle` (or `bicycle:oneway`) before `oneway`;
  /// `cycleway=opposite…` and `cycleway[:left|:right|:both]:oneway=no|-1` open the other direction.
  public static let bike = TravelProfile(
    mode: .bike,
    speeds: [
      "motorway": 15, "motorway_link": 15,
      "trunk": 15, "trunk_link": 15,
      "primary": 15, "primary_link": 15,
      "secondary": 15, "secondary_link": 15,
      "tertiary": 15, "tertiary_link": 15,
      "unclassified": 15, "residential": 15, "living_street": 15,
      "service": 15, "road": 15, "cycleway": 15, "busway": 15,
      "path": 13, "track": 12, "footway": 12, "pedestrian": 12, "bridleway": 12,
      "steps": 2,
      "ferry": 15,
    ],
    closedClasses: [
      "motorway", "motorway_link", "footway", "pedestrian", "bridleway", "busway", "steps",
    ],
    accessKeys: ["bicycle", "vehicle", "access"],
    ownKeys: ["bicycle"],
    isBarredFromMotorroads: true,
    pushingSpeed: 4,
    onewayKeys: ["oneway:bicycle", "bicycle:oneway", "oneway"],
    knowsImpliedOneway: true,
    knowsContraflow: true,
    limitUse: .caps,
    closedBarriers: [
      "city_wall", "debris", "ditch", "fence", "full-height_turnstile", "guard_rail", "hedge",
      "horse_stile", "kissing_gate", "log", "retaining_wall", "stile", "turnstile", "wall",
    ])
}
