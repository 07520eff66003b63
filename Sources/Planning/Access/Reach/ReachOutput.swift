public import GeoCore
public import PlanningStudies

/// What `ReachStudy` has found.
public struct ReachOutput: StudyOutput {
  /// A ring in all.
  struct Total: Sendable {
    var layer: String
    var isIndicative: Bool
    var fromMeters: Double?
    var toMeters: Double
    var areaSquareMeters: Double
    var people: PeopleCount?
    var counts: [(set: String, count: Int)]

    /// - Parameter knowsPeople: false when no row of those who count people could be used.
    init(
      _ counts: RingCounts, ring: Int, of question: ReachQuestion, _ layer: StudyLayer,
      knowsPeople: Bool
    ) {
      self.layer = question.layer
      isIndicative = layer.weakestStatus == .indicative
      fromMeters = question.start(ofRing: ring)
      toMeters = question.withinMeters[ring]
      areaSquareMeters = counts.areas.last ?? 0
      people = knowsPeople ? counts.people?.last : nil
      self.counts = zip(question.counted, counts.features).map { ($0, $1.last ?? 0) }
    }
  }

  let questions: [ReachQuestion]
  let alongStreets: Bool
  var layer = Layer(name: "reach", geometries: Geometries(crs: .wgs84))
  var rings: [Total] = []
  var streets: [(name: String, value: JSONValue)] = []
  /// What a reader must know, a sentence each.
  public internal(set) var notes: [String] = []
  /// How layers came into the equal-area system.
  public internal(set) var pipelines: [String] = []

  /// One feature a ring in all, and one a ring and zone.
  public var tables: [StudyTable] { [StudyTable("reach.geojson", layer)] }

  /// How distances are taken.
  public var parameters: [(name: String, value: JSONValue)] {
    let asked = questions.map { question in
      JSONValue.object([
        "layer": .string(question.layer),
        "within_m": .array(question.withinMeters.map { .number($0) }),
        "rings": .string(question.rings.rawValue),
      ])
    }
    return [
      ("reach_along", .string(alongStreets ? "streets" : "straight_lines")),
      ("reach", .array(asked)),
    ] + streets
  }

  /// The rings in all.
  public var totals: [JSONValue.Member] {
    let list = rings.map { ring in
      JSONValue.object([
        "layer": .string(ring.layer),
        "from_m": .optional(ring.fromMeters), "to_m": .number(ring.toMeters),
        "area_m2": .number(Rounding.area(ring.areaSquareMeters)),
        "population": ring.people.map { .number(Rounding.people($0.expected)) },
        "population_low": ring.people.map { .number(Rounding.people($0.low)) },
        "population_high": ring.people.map { .number(Rounding.people($0.high)) },
        "counts": ring.counts.isEmpty
          ? nil
          : .array(
            ring.counts.map {
              .object(["layer": .string($0.set), "count": .integer($0.count)])
            }),
      ])
    }
    return [JSONValue.Member(name: "reach", value: .array(list))]
  }

  /// Each ring in a sentence.
  public var sentences: [String] {
    rings.map { ring in
      let start = ring.fromMeters.map { "\(JSONText.number($0))–" } ?? ""
      let place = "within \(start)\(JSONText.number(ring.toMeters)) m of \(ring.layer): "
      let people = ring.people.map { people in
        let (low, high) = (Int(nearest: people.low), Int(nearest: people.high))
        return "\(FigureText.grouped(Int(nearest: people.expected))) people"
          + " (\(FigureText.grouped(low)) to \(FigureText.grouped(high)))"
      }
      let counts = ring.counts.map { "\(FigureText.grouped($0.count)) of \($0.set)" }
      let ground = "\(FigureText.hectares(ring.areaSquareMeters)) ha"
      return place + ([people].compactMap { $0 } + [ground] + counts).joined(separator: ", ")
    }
  }

  /// The people within each distance.
  public func effects(since before: any StudyOutput) -> [ScenarioEffect] {
    guard let earlier = before as? ReachOutput, earlier.rings.count == rings.count else {
      return []
    }
    return zip(earlier.rings, rings).compactMap { old, new in
      guard let was = old.people, let now = new.people else { return nil }
      let start = new.fromMeters.map { "\(JSONText.number($0))_to_" } ?? ""
      return ScenarioEffect(
        analysis: ReachStudy.analysis, subject: new.layer,
        figure: "within_\(start)\(JSONText.number(new.toMeters))m_population",
        winners: nil, losers: nil, before: Rounding.people(was.expected),
        after: Rounding.people(now.expected))
    }
  }

  /// A table of the rings.
  public var digest: [SummaryBlock] {
    let hasPeople = rings.contains { $0.people != nil }
    let sets = rings.flatMap(\.counts).map(\.set).distinct()
    var rows = [
      ["within", "of"] + (hasPeople ? ["people", "low", "high"] : []) + ["area ha"] + sets
    ]
    for ring in rings {
      let end = JSONText.number(ring.toMeters)
      let start = ring.fromMeters.map { "\(JSONText.number($0))–" } ?? ""
      var row = ["\(start)\(end) m", ring.layer + (ring.isIndicative ? " *" : "")]
      if hasPeople {
        row += [ring.people?.expected, ring.people?.low, ring.people?.high].map {
          $0.map { FigureText.grouped(Int(nearest: $0)) } ?? "-"
        }
      }
      row.append(FigureText.hectares(ring.areaSquareMeters))
      row += sets.map { set in
        ring.counts.first { $0.set == set }.map { FigureText.grouped($0.count) } ?? "-"
      }
      rows.append(row)
    }
    return [.table(rows: rows, rightAligned: Set(2..<rows[0].count), footnote: nil)]
  }
}
