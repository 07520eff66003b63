/// Writes one layer as a table of text.
struct CSVWriter {
  private let layer: Layer
  private let delimiter: UInt8
  private let decimals: Int
  /// The feature ids come first.
  private let hasIDs: Bool
  /// The attributes that the geometries overwrite, as x and y.
  private let overwritten: (x: Int, y: Int)?
  /// The names of the columns that the geometries add.
  private let added: [String]

  init(_ layer: Layer, options: WriteOptions, delimiter: Unicode.Scalar) throws {
    self.layer = layer
    self.delimiter = UInt8(ascii: delimiter)
    let names = layer.attributes.names
    hasIDs = !names.contains { $0.lowercased() == "id" } && layer.ids.contains { $0 != nil }
    guard Self.isPoints(layer.geometries) else {
      (decimals, overwritten, added) = (0, nil, [])
      return
    }
    let isDegrees = layer.crs == .wgs84
    let isGeographic = try isDegrees || CRSDescription(of: layer.crs).isGeographic
    let places = max(0, min(7, options.decimals) - (isGeographic ? 0 : 4))
    decimals = places
    let pairs = isDegrees ? CSVCoordinates.degreeNames : [CSVCoordinates.planeNames]
    if let found = CSVCoordinates.find(pairs, in: names) {
      let holds = Self.holds(found, layer, places)
      (overwritten, added) = (holds ? nil : found, [])
    } else {
      (overwritten, added) = (nil, [pairs[0].0, pairs[0].1])
    }
  }

  func write(to output: OutputFile) throws(OutputError) {
    var line: [UInt8] = []
    append((hasIDs ? ["id"] : []) + layer.attributes.names + added, to: &line)
    try output.write(line)
    for row in 0..<layer.count {
      line.removeAll(keepingCapacity: true)
      append(cells(ofRow: row), to: &line)
      try output.write(line)
    }
  }

  private func cells(ofRow row: Int) -> [String] {
    var cells = hasIDs ? [layer.ids[row]?.text ?? ""] : []
    let first = cells.count
    for column in layer.attributes.columns { cells.append(column.string(row) ?? "") }
    guard overwritten != nil || !added.isEmpty else { return cells }
    var (x, y) = ("", "")
    if let vertex = layer.geometries.vertices(ofFeature: row).first {
      x = Self.text(layer.geometries.x(vertex), decimals)
      y = Self.text(layer.geometries.y(vertex), decimals)
    }
    if let overwritten {
      cells[first + overwritten.x] = x
      cells[first + overwritten.y] = y
    } else {
      cells += [x, y]
    }
    return cells
  }

  private func append(_ cells: [String], to line: inout [UInt8]) {
    for (i, cell) in cells.enumerated() {
      if i > 0 { line.append(delimiter) }
      CSVText.append(cell, delimiter: delimiter, isAlone: cells.count == 1, to: &line)
    }
    line.append(0x0A)
  }

  /// Whether all geometries are points or null, and one is a point.
  private static func isPoints(_ geometries: Geometries) -> Bool {
    geometries.kinds.contains(.point)
      && geometries.kinds.allSatisfy { $0 == .point || $0 == .null }
  }

  /// Whether the columns hold the coordinates of every feature already, as they would be written.
  private static func holds(_ columns: (x: Int, y: Int), _ layer: Layer, _ decimals: Int) -> Bool {
    let x = layer.attributes.columns[columns.x]
    let y = layer.attributes.columns[columns.y]
    return (0..<layer.count).allSatisfy { row in
      guard let vertex = layer.geometries.vertices(ofFeature: row).first else {
        return x.isMissing(row) && y.isMissing(row)
      }
      guard let a = x.double(row), let b = y.double(row) else { return false }
      return text(a, decimals) == text(layer.geometries.x(vertex), decimals)
        && text(b, decimals) == text(layer.geometries.y(vertex), decimals)
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
