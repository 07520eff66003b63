import GeoCore
import TestSupport

@testable import PlanningAccess

/// Studies whose scores are known.
enum AccessCases {
  /// A study from rows of costs, one an origin; nil where there is no pair.
  static func study(
    _ rows: [[Double?]], demand: [Double]?, supply: [Double]?
  ) throws -> AccessStudy {
    let pairs = rows.enumerated().flatMap { origin, row in
      row.enumerated().compactMap { destination, cost in
        cost.map { (Int32(origin), Int32(destination), $0) }
      }
    }
    let table = try CostTable(
      originCount: rows.count, destinationCount: rows[0].count, origins: pairs.map(\.0),
      destinations: pairs.map(\.1), minutes: pairs.map(\.2))
    return try AccessStudy(costs: table, demand: demand, supply: supply)
  }

  /// The three tracts and their hospitals of the documentation of pysal's access: people and
  /// doctors of both towns and the city between them.
  static func hospitals(toCity: Double) throws -> AccessStudy {
    try study(
      [[1, 2 * toCity, toCity], [2 * toCity, 1, toCity], [toCity, toCity, 1]],
      demand: [100, 50, 10],
      supply: [15, 20, 100])
  }

  /// A random table, seven of ten pairs there, as `Tests` of other tools can make it from the seed.
  static func random() throws -> AccessStudy {
    var generator = SeededGenerator(seed: 2024)
    func draw(_ count: UInt64) -> Double { Double(generator.next() % count) }
    let demand = (0..<12).map { _ in 50 + draw(950) }
    let supply = (0..<7).map { _ in 1 + draw(20) }
    let rows = (0..<12).map { _ in
      (0..<7).map { _ -> Double? in
        let cost = (100 + draw(5900)) / 100
        return draw(10) < 7 ? cost : nil
      }
    }
    return try study(rows, demand: demand, supply: supply)
  }

  /// A larger random table with origins without people, destinations without supply and origins
  /// without pairs.
  static func large(seed: UInt64, origins: Int = 700, destinations: Int = 90) throws -> AccessStudy
  {
    var generator = SeededGenerator(seed: seed)
    let rows = (0..<origins).map { origin in
      (0..<destinations).map { _ -> Double? in
        let isThere = origin % 50 != 7 && Int.random(in: 0..<10, using: &generator) < 6
        let cost = Double.random(in: 0.5...90, using: &generator)
        return isThere ? cost : nil
      }
    }
    return try study(
      rows,
      demand: (0..<origins).map {
        $0 % 20 == 3 ? 0 : Double(Int.random(in: 1...2000, using: &generator))
      },
      supply: (0..<destinations).map {
        $0 % 15 == 4 ? 0 : Double.random(in: 0.5...40, using: &generator)
      })
  }

  static func scores(
    _ name: String, _ study: AccessStudy, decay: String? = nil, cutoff: Double? = nil,
    tau: Double = 60, threads: Int = 2
  ) throws -> [Score] {
    try result(name, study, decay: decay, cutoff: cutoff, tau: tau, threads: threads).scores
  }

  static func result(
    _ name: String, _ study: AccessStudy, decay: String? = nil, cutoff: Double? = nil,
    tau: Double = 60, threads: Int = 2
  ) throws -> MeasureResult {
    let type = try Measures.named(name)
    let parameters = MeasureParameters(
      decay: try decay.map { try Decays.parse($0) }, cutoffMinutes: cutoff,
      interval: try CutoffInterval(start: 10, end: 12), count: 1, tauMinutes: tau)
    return try type.init(parameters).evaluate(study, threads: threads)
  }

  static func values(_ scores: [Score]) -> [Double?] { scores.map(\.value) }
}

/// Whether numbers agree to a relative tolerance, and lack a value in the same places.
func agree(_ a: [Double?], _ b: [Double?], relative: Double = 1e-12) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { a, b in
      guard let a, let b else { return a == nil && b == nil }
      return abs(a - b) <= relative * max(abs(a), abs(b))
    }
}
