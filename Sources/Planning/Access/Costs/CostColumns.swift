internal import GeoCore
internal import PlanningStudies

/// Which columns of a table of costs hold what.
struct CostColumns {
  var from: Int
  var to: Int
  var cost: Int
  var meters: Int?

  static let fromNames = ["from_id", "fromid", "from", "origin", "origin_id", "orig_id", "o_id"]
  static let toNames = [
    "to_id", "toid", "to", "dest", "dest_id", "destination", "destination_id", "d_id",
  ]
  static let costNames = [
    "travel_time", "travel_time_p50", "cost", "travel_cost", "minutes", "duration", "time",
  ]
  static let meterNames = ["distance_m", "total_distance"]

  /// The names that a caller gives; nil finds the usual ones.
  struct Names: Sendable {
    var from: String?
    var to: String?
    var cost: String?
  }

  /// Names are found in any case, those that are written the same first.
  /// - Throws: `InputError` of kind `usage` naming what was looked for and what there is.
  init(_ header: [String], path: String, names: Names) throws(InputError) {
    let lower = header.map { $0.lowercased() }
    func missing(_ what: String, _ looked: [String], _ setting: AccessSetting) -> InputError {
      InputError(
        path: path, line: 1,
        reason: "there is no column of \(what): \(looked.joined(separator: ", "))",
        remedy: "name one with \(setting); the columns are \(header.joined(separator: ", "))",
        kind: .usage)
    }
    func find(_ names: [String]) -> Int? {
      names.lazy.compactMap { lower.firstIndex(of: $0) }.first
    }
    func find(
      _ name: String?, orOneOf usual: [String], _ what: String, _ setting: AccessSetting
    ) throws(InputError) -> Int {
      let found =
        name.map { header.firstIndex(of: $0) ?? lower.firstIndex(of: $0.lowercased()) }
        ?? find(usual)
      if let found { return found }
      throw missing(what, name.map { [$0] } ?? usual, setting)
    }
    from = try find(names.from, orOneOf: Self.fromNames, "origins", .fromColumn)
    to = try find(names.to, orOneOf: Self.toNames, "destinations", .toColumn)
    if names.cost != nil || find(Self.costNames) != nil {
      cost = try find(names.cost, orOneOf: Self.costNames, "costs", .costColumn)
    } else {
      let percentiles = header.filter { $0.lowercased().hasPrefix("travel_time_p") }
      guard percentiles.count == 1, let cost = header.firstIndex(of: percentiles[0]) else {
        throw missing(
          percentiles.isEmpty ? "costs" : "costs that is sure", Self.costNames, .costColumn)
      }
      self.cost = cost
    }
    let chosen = cost
    meters = find(Self.meterNames).flatMap { $0 == chosen ? nil : $0 }
  }
}
