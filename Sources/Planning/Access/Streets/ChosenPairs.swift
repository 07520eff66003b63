internal import GeoCore
internal import GeoFormats
package import GeoStreets
internal import PlanningStudies

/// The pairs of a table with the columns `from_id` and `to_id`, in its order.
package enum ChosenPairs {
  /// - Throws: `FormatError` with the line for an id that no place has and a pair given twice;
  ///   `InputError` for columns that are missing.
  package static func read(
    path: String, from origins: Places, to destinations: Places
  ) throws -> [NetworkPair] {
    var rows = try CSVRows(path: path)
    let from = try column(CostColumns.fromNames, of: rows)
    let to = try column(CostColumns.toNames, of: rows)
    var pairs: [NetworkPair] = []
    var lines: [NetworkPair: Int] = [:]
    while try rows.next() {
      func place(_ places: Places, _ column: Int) throws(FormatError) -> Int {
        if let place = places.index.place(rows.bytes(ofCell: column)) { return place }
        throw rows.error(
          column: column,
          reason: "no \(places.role.rawValue) has the id \"\(rows.text(ofCell: column))\"",
          remedy: "ids are like \"\(places.ids[0].text)\"")
      }
      let pair = NetworkPair(
        origin: try place(origins, from), destination: try place(destinations, to))
      if let earlier = lines.updateValue(rows.line, forKey: pair) {
        throw rows.error(
          column: from, reason: "the pair is given twice, first in line \(earlier)",
          remedy: "keep one of the two")
      }
      pairs.append(pair)
    }
    guard !pairs.isEmpty else {
      throw InputError(path: path, reason: "there are no pairs in it")
    }
    return pairs
  }

  private static func column(_ names: [String], of rows: CSVRows) throws(InputError) -> Int {
    let lower = rows.header.map { $0.lowercased() }
    if let column = names.lazy.compactMap({ lower.firstIndex(of: $0) }).first { return column }
    throw InputError(
      path: rows.path, line: 1, reason: "there is no column \(names[0])",
      remedy: "the columns are \(rows.header.joined(separator: ", "))", kind: .usage)
  }
}
