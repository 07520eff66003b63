public import GeoCore

/// The pairs of features that share area: `OverlapAnalysis` for plans and commands.
public struct OverlapStudy: Study {
  /// What to intersect: the features of two layers, or those of one with each other.
  public enum Pairing: Sendable, Equatable {
    /// The features of one layer with those of another, by their names.
    case between(String, String)
    /// The features of one layer with each other.
    case within(String)

    var layers: [String] {
      switch self {
      case .between(let a, let b): [a, b]
      case .within(let layer): [layer]
      }
    }
  }

  /// The pairs of layers, in the order of results.
  public var pairings: [Pairing]
  /// Smaller overlaps are left out, m².
  public var minAreaSquareMeters = 0.0
  /// The system of the shapes.
  public var crs = CRS.wgs84
  /// Whether only ids, areas and shares are wanted, of the one pairing there is.
  public var isOfAreasOnly = false

  /// `overlaps`.
  public static let analysis = "overlaps"

  /// Pairs of layers by their names.
  public init(_ pairings: [Pairing]) { self.pairings = pairings }

  /// The least area that is an overlap.
  public static let minArea = Parameter(
    key: "min_area_m2", option: "min-area", units: Quantity.squareMeters,
    in: Parameter.notNegative, usual: "0", meaning: "Leave smaller overlaps out, in m²")

  /// Intersects the pairs.
  ///
  /// - Throws: `InputError`, `GEOSError` or `PROJError` for layers that cannot be measured,
  ///   `FormatError` for an id that names two features of a layer.
  public func run(in context: StudyContext) throws -> OverlapOutput {
    let entries = try pairings.map { pairing -> OverlapAnalysis.Entry in
      switch pairing {
      case .between(let a, let b):
        return OverlapAnalysis.Entry(
          try context.areal(a, dissolves: false), try context.areal(b, dissolves: false))
      case .within(let name):
        return OverlapAnalysis.Entry(within: try context.areal(name, dissolves: false))
      }
    }
    for study in entries.flatMap({ [$0.a.study, $0.b.study] }) { try study.requireOwnIDs() }
    let zones = isOfAreasOnly ? nil : try context.zonesIfNamed()
    // Zones tell where layers should lie; without them, one layer tells it of the other.
    let distant = try zones == nil ? entries.compactMap(Self.noteOnLocation) : []
    var output = OverlapOutput(result: try result(entries, zones, in: context))
    output.notes = distant
    output.minAreaSquareMeters = minAreaSquareMeters
    output.featuresDropped = context.featuresDropped
    return output
  }

  private static func noteOnLocation(of entry: OverlapAnalysis.Entry) throws -> String? {
    try entry.isWithin
      ? nil : LocationCheck.note(on: entry.b.study, zones: entry.a.study.layer)
  }

  private func result(
    _ entries: [OverlapAnalysis.Entry], _ zones: ZoneSet?, in context: StudyContext
  ) throws -> OverlapAnalysis.Result {
    if isOfAreasOnly, let entry = entries.first {
      return try OverlapAnalysis.areasOnly(
        entry, minAreaSquareMeters: minAreaSquareMeters, threads: context.threads,
        phases: context.phases)
    }
    return try context.compute {
      try OverlapAnalysis.run(
        entries, zones: zones, in: crs, minAreaSquareMeters: minAreaSquareMeters,
        threads: context.threads)
    }
  }
}

extension OverlapStudy: PlannedStudy {
  package static let planKeys = ["overlaps"]
  package static let files = [StudyFile("zoning-overlaps.geojson")]

  package static func read(_ plan: PlanSections) throws(InputError) -> OverlapStudy? {
    var pairings: [Pairing] = []
    for section in try plan.root.mappings("overlaps") ?? [] {
      if let within = try section.string("within") {
        _ = try plan.layers([within], in: section, at: "within")
        for other in ["a", "b"] where section.has(other) {
          throw section.error(
            at: other, "\"within\" and \"\(other)\" exclude each other",
            remedy: "write { within: layer } or { a: layer, b: layer }")
        }
        pairings.append(.within(within))
      } else {
        let a = try plan.layer(section, "a")
        pairings.append(.between(a, try plan.layer(section, "b")))
      }
      try section.finish(known: ["a", "b", "within"])
    }
    return OverlapStudy(pairings)
  }
}

/// What `OverlapStudy` has found.
public struct OverlapOutput: StudyOutput {
  /// The pairs of features, and how well shapes and areas agree.
  public var result: OverlapAnalysis.Result
  /// What a reader must know, such as that one layer lies far from the other.
  public var notes: [String] = []
  var minAreaSquareMeters = 0.0
  var featuresDropped: [String] = []

  /// One feature a pair.
  public var tables: [StudyTable] { [StudyTable("zoning-overlaps.geojson", result.layer)] }

  /// The least area of a pair, and the features that were left out.
  public var parameters: [(name: String, value: JSONValue)] {
    [
      ("min_area_m2", .number(minAreaSquareMeters)),
      ("features_dropped", .strings(featuresDropped)),
    ]
  }

  /// The pairs and the area of each entry.
  public var totals: [JSONValue.Member] {
    let pairs = result.totals.map { total in
      JSONValue.object([
        "a": .string(total.a), "b": .string(total.b), "pairs": .integer(total.pairs),
        "area_m2": .number(Rounding.area(total.areaSquareMeters)),
      ])
    }
    let audit = JSONValue.object([
      "agreed": .integer(result.audits.agreed),
      "regridded": .integer(result.audits.regridded),
      "disputed": .integer(result.audits.disputed),
    ])
    return [
      JSONValue.Member(name: "overlaps", value: .array(pairs)),
      JSONValue.Member(name: "audit", value: audit),
    ]
  }

  /// The number of pairs, and the verdicts of the audit.
  public var digest: [SummaryBlock] {
    let audits = result.audits
    return [
      .line(
        "\(result.layer.count) zoning overlaps; audit: \(audits.agreed) agreed,"
          + " \(audits.regridded) regridded, \(audits.disputed) disputed")
    ]
  }
}
