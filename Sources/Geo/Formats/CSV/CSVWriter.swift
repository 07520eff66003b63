internal import GeoCore
internal import GeoProjection

/// Writes one layer as a table of text.
struct CSVWriter {
  private let layer: Layer
  private let delimiter: UInt8
  let decimals: Int
  private let isFrench: Bool
  /// The feature ids come first.
  let hasIDs: Bool
  /// The attributes that the geometries overwrite, as x and y.
  let overwritten: (x: Int?, y: Int?)
  /// The columns that the geometries add.
  let added: [(name: String, isX: Bool)]
  /// What had to be decided; nil when nothing.
  private(set) var note: String?

  init(_ layer: Layer, options: WriteOptions, delimiter: Unicode.Scalar) throws {
    self.layer = layer
    self.delimiter = UInt8(ascii: delimiter)
    isFrench = options.csv == .excelFR
    let names = layer.attributes.names
    hasIDs = !names.contains { $0.lowercased() == "id" } && layer.ids.contains { $0 != nil }
    guard CSVFormat.writesPlaces(of: layer.geometries) else {
      (decimals, overwritten, added) = (0, (nil, nil), [])
      return
    }
    let isDegrees = layer.crs == .wgs84
    let isGeographic = try isDegrees || CRSDescription(of: layer.crs).isGeographic
    let places = max(0, min(7, options.decimals) - (isGeographic ? 0 : 4))
    decimals = places
    let pairs = isDegrees ? CSVCoordinates.degreeNames : [CSVCoordinates.planeNames]
    if let found = CSVCoordinates.find(pairs, in: names) {
      let holds = Self.holds(found, layer, places)
      (overwritten, added) = (holds ? (nil, nil) : (found.x, found.y), [])
    } else {
      // One of the two may be taken: who reads the table would take it for the coordinate.
      let taken = [pairs[0].0, pairs[0].1].map { name in
        names.firstIndex { $0.lowercased() == name }
      }
      overwritten = (taken[0], taken[1])
      added = zip([pairs[0].0, pairs[0].1], taken).enumerated().compactMap { i, column in
        column.1 == nil ? (column.0, i == 0) : nil
      }
      if let place = taken[0] ?? taken[1] {
        note = "column \(names[place]) is overwritten by the coordinates of the points"
      }
    }
  }

  /// - Throws: `OutputError`; `FormatError` for a text with NUL.
  func write(to output: OutputFile) throws {
    if let note { output.note(note) }
    var line: [UInt8] = isFrench ? [0xEF, 0xBB, 0xBF] : []
    append((hasIDs ? ["id"] : []) + layer.attributes.names + added.map(\.name), to: &line)
    try output.write(line)
    let columns = layer.attributes.columns.map { PlainCells($0) }
    let places = FixedDecimals(decimals)
    for row in 0..<layer.count {
      line.removeAll(keepingCapacity: true)
      if isFrench {
        append(cells(ofRow: row), to: &line)
      } else {
        append(row: row, of: columns, places, to: &line)
      }
      if line.contains(0) { throw nul(inRow: row) }
      try output.write(line)
    }
  }

  /// Appends a row of the standard form: values go from JSON to CSV as bytes, coordinates without a
  /// detour by strings.
  private func append(
    row: Int, of columns: [PlainCells], _ places: FixedDecimals, to line: inout [UInt8]
  ) {
    let vertex = layer.geometries.vertices(ofFeature: row).first
    func appendPlace(isX: Bool, to line: inout [UInt8]) {
      guard let vertex else { return }
      let value = isX ? layer.geometries.x(vertex) : layer.geometries.y(vertex)
      places.append(value, to: &line)
    }
    let isAlone = columns.count + added.count + (hasIDs ? 1 : 0) == 1
    if hasIDs {
      let id = layer.ids[row]?.text ?? ""
      CSVText.append(id, delimiter: delimiter, isAlone: isAlone, to: &line)
      line.append(delimiter)
    }
    for (place, column) in columns.enumerated() {
      if place == overwritten.x || place == overwritten.y {
        appendPlace(isX: place == overwritten.x, to: &line)
      } else {
        column.append(row, delimiter: delimiter, isAlone: isAlone, to: &line)
      }
      line.append(delimiter)
    }
    for column in added {
      appendPlace(isX: column.isX, to: &line)
      line.append(delimiter)
    }
    if !line.isEmpty { line[line.count - 1] = 0x0A } else { line.append(0x0A) }
  }

  private func nul(inRow row: Int) -> FormatError {
    let column = layer.attributes.columns.first { $0.string(row)?.contains("\0") ?? false }
    return FormatError(
      path: layer.path, feature: layer.label(ofFeature: row),
      reason: "column \(column?.name ?? "id"): the text holds NUL, which no table of text can",
      remedy: "correct it, or write GeoJSON")
  }

  /// A value as text.
  private func text(_ column: Column, _ row: Int) -> String {
    guard let text = column.string(row) else { return "" }
    guard isFrench else { return text }
    switch column.kinds[row] {
    case .number: return decimalComma(text)
    case .bool: return text == "true" ? "VRAI" : "FAUX"
    case .string: return CSVFrench.written(date: text) ?? text
    case .absent, .null, .integer, .json: return text
    }
  }

  private func decimalComma(_ text: String) -> String {
    isFrench ? String(text.map { $0 == "." ? "," : $0 }) : text
  }

  private func cells(ofRow row: Int) -> [String] {
    var cells = hasIDs ? [layer.ids[row]?.text ?? ""] : []
    let first = cells.count
    for column in layer.attributes.columns { cells.append(text(column, row)) }
    guard overwritten.x != nil || overwritten.y != nil || !added.isEmpty else { return cells }
    var (x, y) = ("", "")
    if let vertex = layer.geometries.vertices(ofFeature: row).first {
      x = decimalComma(Self.text(layer.geometries.x(vertex), decimals))
      y = decimalComma(Self.text(layer.geometries.y(vertex), decimals))
    }
    if let place = overwritten.x { cells[first + place] = x }
    if let place = overwritten.y { cells[first + place] = y }
    return cells + added.map { $0.isX ? x : y }
  }

  private func append(_ cells: [String], to line: inout [UInt8]) {
    for (i, cell) in cells.enumerated() {
      if i > 0 { line.append(delimiter) }
      CSVText.append(cell, delimiter: delimiter, isAlone: cells.count == 1, to: &line)
    }
    if isFrench { line.append(0x0D) }
    line.append(0x0A)
  }

  /// Whether the columns hold the coordinates of every feature already, as they would be written.
  private static func holds(_ columns: (x: Int, y: Int), _ layer: Layer, _ decimals: Int) -> Bool {
    let x = layer.attributes.columns[columns.x]
    let y = layer.attributes.columns[columns.y]
    let places = FixedDecimals(decimals)
    var written: [UInt8] = []
    /// A cell that was written so is not read: most are.
    func holds(_ column: Column, _ row: Int, _ value: Double) -> Bool {
      written.removeAll(keepingCapacity: true)
      places.append(value, to: &written)
      if column.bytes[column.textRange(row)].elementsEqual(written) { return true }
      guard let cell = column.double(row) else { return false }
      let start = written.count
      places.append(cell, to: &written)
      return written[..<start].elementsEqual(written[start...])
    }
    return (0..<layer.count).allSatisfy { row in
      guard let vertex = layer.geometries.vertices(ofFeature: row).first else {
        return x.isMissing(row) && y.isMissing(row)
      }
      return holds(x, row, layer.geometries.x(vertex)) && holds(y, row, layer.geometries.y(vertex))
    }
  }

  /// A coordinate at so many decimals, without zeros at the end.
  static func text(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value * scale).rounded()
    guard abs(scaled) < 9e15 else { return JSONText.number(value) }
    let whole = Int(scaled)
    let unit = Int(scale)
    var text = String(whole.magnitude / UInt(unit))
    var fraction = String(whole.magnitude % UInt(unit))
    fraction = String(repeating: "0", count: max(0, decimals - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    if !fraction.isEmpty { text += "." + fraction }
    return whole < 0 ? "-" + text : text
  }
}

/// A column of which values are written as cells without decoding those that hold no escape.
private struct PlainCells {
  private let column: Column
  private let kinds: [Column.Kind]
  private let ends: [Int]
  private let bytes: [UInt8]

  init(_ column: Column) {
    self.column = column
    kinds = column.kinds
    ends = column.ends
    bytes = column.bytes
  }

  func append(_ row: Int, delimiter: UInt8, isAlone: Bool, to line: inout [UInt8]) {
    var text = (row == 0 ? 0 : ends[row - 1])..<ends[row]
    switch kinds[row] {
    case .absent, .null: text = text.lowerBound..<text.lowerBound
    case .string: text = (text.lowerBound + 1)..<(text.upperBound - 1)
    case .bool, .integer, .number, .json: break
    }
    var isPlain = !(isAlone && text.isEmpty)
    bytes.withUnsafeBufferPointer { bytes in
      for byte in UnsafeBufferPointer(rebasing: bytes[text]) {
        // A backslash may stand for any of the others.
        let isSpecial =
          byte == delimiter || byte == 0x22 || byte == 0x0A || byte == 0x0D || byte == 0x5C
        if isSpecial { isPlain = false }
      }
      if isPlain { line.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[text])) }
    }
    guard !isPlain else { return }
    CSVText.append(
      column.string(row) ?? "", delimiter: delimiter, isAlone: isAlone, to: &line)
  }
}
