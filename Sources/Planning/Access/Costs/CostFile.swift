internal import GeoCore
public import GeoFormats
internal import GeoStreets
internal import PlanningStudies

/// A table of costs in a file: CSV, a table of a GeoPackage, or any other readable format.
///
/// **Columns:** `from_id`, `to_id`, `travel_time` in minutes, and, if there is one, `distance_m`;
/// those of r5r (`travel_time_p50`) and of pysal access (`origin`, `dest`, `cost`) are known too.
/// `fromColumn`, `toColumn` and `costColumn` name any others.
///
/// **Missing pairs** are not connected; so is a pair whose cost is empty or `NA`, as r5r writes
/// what is not reached, or `unreachable`, as pandana does. A cost that is no number, NaN, negative
/// or infinite, a pair given twice, and an id that no place has are errors, with the line.
///
/// **Complexity:** O(bytes) for a CSV table whose rows are in order.
public struct CostFile: CostSource {
  /// The file, and the table in it.
  public let source: LayerSource
  private let columns: CostColumns.Names
  /// Leave pairs out whose ids no place has, instead of refusing them.
  public let ignoresUnknownIDs: Bool

  /// What pandana writes of a pair without a way: the greatest whole number of 32 bits, in
  /// thousandths.
  public static let unreachable = 4_294_967.295

  /// `cost_table`.
  public var model: String { "cost_table" }

  /// A file whose columns have the usual names, or those given.
  public init(
    _ source: LayerSource, fromColumn: String? = nil, toColumn: String? = nil,
    costColumn: String? = nil, ignoresUnknownIDs: Bool = false
  ) {
    self.source = source
    columns = CostColumns.Names(from: fromColumn, to: toColumn, cost: costColumn)
    self.ignoresUnknownIDs = ignoresUnknownIDs
  }

  /// Reads the table, and looks up its ids among the places.
  ///
  /// - Throws: `FormatError` with line or row for what is wrong in the file, `InputError` for a
  ///   column that is not there, for added destinations and for the border of a study area, of
  ///   which a table says nothing.
  public func costs(_ request: CostRequest, threads: Int) throws -> Costs {
    if let added = request.added.first {
      throw InputError(
        AccessSetting.add, added.text, path: source.path,
        reason: "the table does not say what it costs to get there",
        remedy: .anyOf(
          "give a network with \(StreetSetting.network)",
          "put the destination and its costs into the tables and name it with"
            + " \(AccessSetting.open)"))
    }
    if request.studyArea != nil {
      throw InputError(
        AccessSetting.studyArea, path: source.path,
        reason: "the table does not say what it costs to leave the area",
        remedy: "give a network with \(StreetSetting.network)")
    }
    var reader = CostReader(
      path: source.path, origins: request.origins, destinations: request.destinations,
      ignoresUnknownIDs: ignoresUnknownIDs)
    guard let format = LayerFormats.ofInput(path: source.path) else {
      let endings = LayerFormats.all.flatMap(\.extensions).map { "." + $0 }
      throw InputError(
        path: source.path, reason: "the file's ending tells no known format",
        remedy: "use one of \(endings.joined(separator: ", "))", kind: .usage)
    }
    if format is CSVFormat {
      let bytes = try InputFile.bytes(of: source.path)
      try reader.read(CSVRows(bytes, path: source.path), columns)
      return try reader.finish(sha256: Digest.sha256(bytes))
    }
    var options = ReadOptions(threads: threads)
    options.takesChecksum = true
    let layer = try format.read(source, options: options)
    try reader.read(layer, columns)
    return try reader.finish(sha256: layer.sha256 ?? "")
  }
}

/// The pairs of a file, as they come.
private struct CostReader {
  let path: String
  let origins: Places
  let destinations: Places
  let ignoresUnknownIDs: Bool
  private var from: [Int32] = []
  private var to: [Int32] = []
  private var minutes: [Double] = []
  private var meters: [Double]?
  /// The line of each pair, or its row.
  private var lines: [Int32] = []
  private var isText = true
  private var emptyCount = 0
  private var unreachableCount = 0
  private var unknownCount = 0

  init(path: String, origins: Places, destinations: Places, ignoresUnknownIDs: Bool) {
    self.path = path
    self.origins = origins
    self.destinations = destinations
    self.ignoresUnknownIDs = ignoresUnknownIDs
  }

  // MARK: Text

  mutating func read(_ given: CSVRows, _ names: CostColumns.Names) throws {
    var rows = given
    let columns = try CostColumns(rows.header, path: path, names: names)
    if columns.meters != nil { meters = [] }
    // Tables are written origin by origin: the origin is most often that of the row before, the
    // destination the one after it.
    var lastOrigin = 0
    var nextDestination = 0
    while try rows.next() {
      let fromID = rows.bytes(ofCell: columns.from)
      let toID = rows.bytes(ofCell: columns.to)
      let origin =
        origins.index.has(lastOrigin, fromID) ? lastOrigin : origins.index.place(fromID)
      let destination =
        destinations.index.has(nextDestination, toID)
        ? nextDestination : destinations.index.place(toID)
      guard let origin, let destination else {
        if ignoresUnknownIDs {
          unknownCount += 1
          continue
        }
        let column = origin == nil ? columns.from : columns.to
        throw rows.error(
          column: column,
          reason: unknown(origin == nil ? origins : destinations, rows.text(ofCell: column)),
          remedy: Self.unknownRemedy)
      }
      lastOrigin = origin
      nextDestination = destination + 1 < destinations.count ? destination + 1 : 0
      guard let cost = known(try Self.number(rows, columns.cost, "cost")) else { continue }
      if let column = columns.meters {
        // A way without a length: nothing is said about any.
        if let length = try Self.number(rows, column, "distance") {
          meters?.append(length)
        } else {
          meters = nil
        }
      }
      append(origin, destination, cost, line: rows.line)
    }
  }

  /// A number of 0 or more; nil for an empty cell and `NA`.
  private static func number(
    _ rows: CSVRows, _ column: Int, _ what: String
  ) throws(FormatError) -> Double? {
    if let value = rows.number(ofCell: column), value >= 0 { return value }
    let text = rows.text(ofCell: column)
    if text.isEmpty || text == "NA" { return nil }
    throw rows.error(
      column: column, reason: wrong(text, what), remedy: "leave out pairs that are not connected")
  }

  // MARK: Layers

  mutating func read(_ layer: Layer, _ names: CostColumns.Names) throws {
    isText = false
    let columns = try CostColumns(layer.attributes.names, path: path, names: names)
    let table = layer.attributes.columns
    if columns.meters != nil { meters = [] }
    for row in 0..<layer.count {
      let ids = [(columns.from, origins), (columns.to, destinations)]
      var found: [Int] = []
      for (column, places) in ids {
        guard let id = table[column].string(row) else {
          throw error(row, "column \(table[column].name) is empty", "every pair needs both ids")
        }
        if let place = places.index.place(id) {
          found.append(place)
        } else if !ignoresUnknownIDs {
          throw error(
            row, "column \(table[column].name): \(unknown(places, id))", Self.unknownRemedy)
        }
      }
      guard found.count == 2 else {
        unknownCount += 1
        continue
      }
      guard let cost = known(try number(table[columns.cost], row, "cost")) else { continue }
      if let column = columns.meters {
        if let length = try number(table[column], row, "distance") {
          meters?.append(length)
        } else {
          meters = nil
        }
      }
      append(found[0], found[1], cost, line: row + 1)
    }
  }

  private func number(_ column: Column, _ row: Int, _ what: String) throws -> Double? {
    if column.isMissing(row) { return nil }
    guard let value = column.double(row), value.isFinite, value >= 0 else {
      throw error(
        row, "column \(column.name): \(Self.wrong(column.string(row) ?? "", what))",
        "leave out pairs that are not connected")
    }
    return value
  }

  private func error(_ row: Int, _ reason: String, _ remedy: Remedy) -> FormatError {
    FormatError(path: path, row: row + 1, reason: reason, remedy: remedy)
  }

  // MARK: Both

  private static let unknownRemedy: Remedy = .anyOf(
    "correct the id", "leave such pairs out with \(AccessSetting.ignoreUnknown)")

  private func unknown(_ places: Places, _ id: String) -> String {
    "no \(places.role.rawValue) has the id \"\(id)\""
  }

  private static func wrong(_ text: String, _ what: String) -> String {
    let lower = text.lowercased().filter { $0 != "-" && $0 != "+" }
    if ["nan", "inf", "infinity"].contains(lower) { return "the \(what) \(text) is not finite" }
    let value = DecimalNumber.value(ArraySlice(Array(text.utf8)))
    return value == nil
      ? "the \(what) \"\(text)\" is not a number" : "the \(what) \(text) is negative"
  }

  /// The cost of a pair that has one; the others are counted.
  private mutating func known(_ cost: Double?) -> Double? {
    switch cost {
    case nil: emptyCount += 1
    case CostFile.unreachable: unreachableCount += 1
    default: return cost
    }
    return nil
  }

  private mutating func append(_ origin: Int, _ destination: Int, _ cost: Double, line: Int) {
    from.append(Int32(origin))
    to.append(Int32(destination))
    minutes.append(cost)
    lines.append(Int32(truncatingIfNeeded: line))
  }

  func finish(sha256: String) throws -> Costs {
    let table: CostTable
    do throws(CostTable.RepeatedPair) {
      table = try CostTable(
        originCount: origins.count, destinationCount: destinations.count, origins: from,
        destinations: to, minutes: minutes, meters: meters)
    } catch {
      let pair =
        "\(origins.ids[Int(from[error.second])].text) to "
        + destinations.ids[Int(to[error.second])].text
      let (first, second) = (Int(lines[error.first]), Int(lines[error.second]))
      throw FormatError(
        path: path, line: isText ? second : nil, row: isText ? nil : second,
        reason: "the pair \(pair) is given twice, first in \(isText ? "line" : "row") \(first)",
        remedy: "keep one of the two")
    }
    guard table.pairCount > 0 else {
      throw FormatError(
        path: path, reason: "there is no pair of origin and destination with a cost",
        remedy: "check that the ids are those of the origins and destinations")
    }
    var notes: [String] = []
    if emptyCount > 0 {
      notes.append("\(path): \(Counted.text(emptyCount, "pair")) without a cost")
    }
    if unreachableCount > 0 {
      let verb = unreachableCount == 1 ? "is" : "are"
      notes.append(
        "\(path): \(Counted.text(unreachableCount, "pair")) with the cost"
          + " \(JSONText.number(CostFile.unreachable)), which pandana writes of what is not reached,"
          + " \(verb) not connected")
    }
    if unknownCount > 0 {
      let verb = unknownCount == 1 ? "is" : "are"
      notes.append(
        "\(path): \(Counted.text(unknownCount, "pair")) of unknown ids \(verb) left out")
    }
    return Costs(
      table: table, notes: notes,
      provenance: [
        ("costs", .string(path)), ("costs_sha256", .string(sha256)),
        ("cost_pairs", .integer(table.pairCount)),
      ])
  }
}
