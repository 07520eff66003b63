extension TravelProfile {
  /// By car.
  ///
  /// **Speeds:** the speed limit where `maxspeed` gives one, else those of the car profile of Project
  /// OSRM; no congestion, no delay at crossings. **Access:** OpenStreetMap wiki, "OSM tags for
  /// routing / Access restrictions", worldwide table; tracks, pedestrian streets and ferries too are
  /// closed unless `motorcar` or `motor_vehicle` opens them. **One-way:** the most specific of
  /// `oneway:motorcar`, `oneway:motor_vehicle`, `oneway`; roundabouts and motorways without saying so.
  public static let car = TravelProfile(
    mode: .car,
    speeds: [
      "motorway": 90, "motorway_link": 45,
      "trunk": 85, "trunk_link": 40,
      "primary": 65, "primary_link": 30,
      "secondary": 55, "secondary_link": 25,
      "tertiary": 40, "tertiary_link": 20,
      "unclassified": 25, "residential": 25, "living_street": 10,
      "service": 15, "road": 25, "track": 10, "pedestrian": 5,
      "ferry": 15,
    ],
    closedClasses: ["track", "pedestrian", "ferry"],
    accessKeys: ["motorcar", "motor_vehicle", "vehicle", "access"],
    ownKeys: ["motorcar", "motor_vehicle"],
    isBarredFromMotorroads: false,
    onewayKeys: ["oneway:motorcar", "oneway:motor_vehicle", "oneway"],
    knowsImpliedOneway: true,
    knowsContraflow: false,
    limitUse: .replaces,
    closedBarriers: [
      "barrier_board", "block", "bollard", "bus_trap", "cable_barrier", "chain",
      "city_wall", "cycle_barrier", "debris", "ditch", "fence", "full-height_turnstile",
      "guard_rail", "hedge", "horse_stile", "jersey_barrier",
      "kissing_gate", "log", "motorcycle_barrier", "planter", "retaining_wall", "rope",
      "sliding_beam", "spikes", "stile", "sump_buster", "turnstile", "wall",
      "wicket_gate", "yes",
    ])
}
