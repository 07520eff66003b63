/// What became of the ways of an extract on their way into a network.
public struct NetworkReport: Sendable, Equatable {
  /// All ways of the file.
  public var waysRead = 0
  /// Ways that may be streets: with `highway`, ferries, platforms.
  public var streetWays = 0
  /// Ways that the network is made of.
  public var waysUsed = 0
  /// Ways of a class that the profile does not know, such as `highway=construction`.
  public var waysOfOtherClass = 0
  /// Ways that are closed to the mode.
  public var waysWithoutAccess = 0
  /// Ways left out because their id came twice.
  public var duplicateWays = 0
  /// Ways that have fewer than two places.
  public var waysWithoutShape = 0
  /// Places where a way refers to a node that the extract lacks; the way is cut there.
  public var missingNodes = 0
  /// Nodes of the network's ways where a barrier closes the street.
  public var closedBarriers = 0
  /// Values of `maxspeed` that are no speed; the speed of the class holds.
  public var limitsNotUnderstood = 0
  /// Values of `maxspeed` below 1 km/h; the speed of the class holds.
  public var limitsTooLow = 0
  /// Values of access keys that say nothing known; the next key holds.
  public var accessNotUnderstood = 0
  /// These values, each once, as `key=value`, in alphabetical order.
  public var accessValues: [String] = []
  /// Multipolygons whose outline is walked.
  public var areasUsed = 0
  /// Areas that are crossed, and those that would be but are too complex.
  public var areasCrossed = 0
  /// Areas that would be crossed but are too complex; their outline is walked.
  public var areasTooComplex = 0
  /// Areas that would be crossed, but have rings that do not close.
  public var areasOpen = 0
  /// Members of multipolygons that the extract lacks.
  public var missingMembers = 0
  /// Streets between two junctions, or pieces of them, wholly outside the clip area.
  public var edgesOutside = 0
  /// Places where an edge was cut at the border of the clip area.
  public var cuts = 0
  /// Islands dropped: how many, their nodes, edges and length.
  public var islands = 0
  /// The nodes of the islands dropped.
  public var islandNodes = 0
  /// The edges of the islands dropped.
  public var islandEdges = 0
  /// The length of the islands dropped, metres.
  public var islandMeters = 0.0

  /// A report of nothing so far.
  public init() {}

  /// All counts by name, in order.
  public var counts: [(name: String, value: Int)] {
    [
      ("ways_read", waysRead), ("street_ways", streetWays), ("ways_used", waysUsed),
      ("ways_of_other_class", waysOfOtherClass), ("ways_without_access", waysWithoutAccess),
      ("duplicate_ways", duplicateWays), ("ways_without_shape", waysWithoutShape),
      ("missing_nodes", missingNodes), ("closed_barriers", closedBarriers),
      ("limits_not_understood", limitsNotUnderstood), ("limits_too_low", limitsTooLow),
      ("access_not_understood", accessNotUnderstood), ("areas_used", areasUsed),
      ("areas_crossed", areasCrossed), ("areas_too_complex", areasTooComplex),
      ("areas_open", areasOpen), ("missing_members", missingMembers),
      ("edges_outside", edgesOutside),
      ("cuts", cuts), ("islands", islands), ("island_nodes", islandNodes),
      ("island_edges", islandEdges),
    ]
  }
}
