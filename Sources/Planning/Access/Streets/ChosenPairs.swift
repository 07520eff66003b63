internal import GeoCore
internal import GeoFormats
internal import GeoStreets
internal import PlanningStudies

/// The pairs of a table with the columns `from_id` and `to_id`, in its order.
struct ChosenPairs {
  /// The pairs, each once.
  let pairs: [NetworkPair]
  /// The SHA-256 of the table's bytes, as 64 hexadecimal digits.
  let sha256: String

  /// - Throws: `FormatError` with the line for an id that no place has and a pair given twice;
  ///   `InputError` for columns that are missing.
  init(path: String, from origins: Places, to destinations: Places) throws {
    let bytes = try InputFile.bytes(of: path)
    var rows = try CSVRows(bytes, path: path)
    let from = try Self.column(CostColumns.fromNames, of: rows)
    let to = try Self.column(CostColumns.toNames, of: rows)
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
    self.pairs = pairs
    sha256 = Digest.sha256(bytes)
  }

  private static func column(_ names: [String], of rows: CSVRows) throws(InputError) -> Int {
    let lower = rows.header.map { $0.lowercased() }
    if let column = names.lazy.compactMap({ lower.firstIndex(of: $0) }).first { return column }
    throw InputError(
      path: rows.path, line: 1, reason: "there is no column \(names[0])",
      remedy: "the columns are \(rows.header.joined(separator: ", "))", kind: .usage)
  }
}
