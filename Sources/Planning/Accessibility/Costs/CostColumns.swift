internal import Geo

/// Which columns of a table of costs hold what.
struct CostColumns {
  var from: Int
  var to: Int
  var cost: Int
  var meters: Int?

  static let fromNames = ["from_id", "fromid", "origin", "origin_id"]
  static let toNames = ["to_id", "toid", "dest", "dest_id", "destination", "destination_id"]
  static let costNames = ["travel_time", "travel_time_p50", "cost", "travel_cost", "minutes"]
  static let meterNames = ["distance_m", "total_distance"]

  /// - Parameter costColumn: the name that the caller gives; nil finds the usual ones.
  /// - Throws: `InputError` of kind `usage` naming what was looked for and what there is.
  init(_ header: [String], path: String, costColumn: String?) throws(InputError) {
    func missing(_ what: String, _ looked: [String]) -> InputError {
      InputError(
        path: path, line: 1,
        reason: "there is no column of \(what): \(looked.joined(separator: ", "))",
        remedy: "the columns are \(header.joined(separator: ", "))", kind: .usage)
    }
    func find(_ names: [String]) -> Int? {
      let lower = header.map { $0.lowercased() }
      return names.lazy.compactMap { lower.firstIndex(of: $0) }.first
    }
    guard let from = find(Self.fromNames) else { throw missing("origins", Self.fromNames) }
    guard let to = find(Self.toNames) else { throw missing("destinations", Self.toNames) }
    self.from = from
    self.to = to
    if let costColumn {
      guard let cost = header.firstIndex(of: costColumn) else {
        throw missing("costs", [costColumn])
      }
      self.cost = cost
    } else if let cost = find(Self.costNames) {
      self.cost = cost
    } else {
      let percentiles = header.filter { $0.lowercased().hasPrefix("travel_time_p") }
      guard percentiles.count == 1, let cost = header.firstIndex(of: percentiles[0]) else {
        throw missing(percentiles.isEmpty ? "costs" : "costs that is sure", Self.costNames)
      }
      self.cost = cost
    }
    let chosen = cost
    meters = find(Self.meterNames).flatMap { $0 == chosen ? nil : $0 }
  }
}
