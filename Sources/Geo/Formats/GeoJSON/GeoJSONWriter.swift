internal import GeoCore
internal import GeoProjection

/// Layers to GeoJSON text: RFC 7946, one feature a line, streaming.
///
/// **CRS:** WGS 84; other layers are transformed, and cut where they cross the antimeridian.
/// **Decimals:** fixed, 7 at most, no trailing zeros. **Winding:** shells counterclockwise, holes
/// clockwise, by the numbers that are written.
/// Rings that rounding makes nothing of are left out, a shell with its holes; a feature without any
/// other has the geometry null (`WrittenRings`). **Order:** as in the layer.
struct GeoJSONWriter {
  enum Style {
    /// One FeatureCollection.
    case collection
    /// A feature a line, nothing around them.
    case lines
    /// RFC 8142: every feature after a record separator.
    case textSequence
    /// Features with commas between them, nothing around them.
    case sequence
  }

  var options: WriteOptions
  var style: Style
  /// Whether y stands before x, as some systems other than RFC 7946's have it.
  var swapsAxes = false

  /// Features that one thread writes at a time, and chunks that wait in memory together.
  private static let chunk = 256
  private static let chunksInMemory = 64

  func write(_ layer: Layer, to output: OutputFile) throws {
    let geometries = try layer.geometries.writtenDegrees(threads: options.threads)
    if let found = geometries.firstBeyondDegrees {
      throw FormatError(
        path: layer.path, feature: layer.label(ofFeature: found.feature),
        reason: "position [\(found.x), \(found.y)] is not a longitude and latitude in degrees",
        remedy: "correct it, or the system that the layer says it is in: GeoJSON holds degrees only"
      )
    }
    if geometries.elevations != nil, layer.geometries.crs != .wgs84,
      let feature = geometries.firstOpenAroundPole
    {
      throw FormatError(
        path: layer.path, feature: layer.label(ofFeature: feature),
        reason:
          "a ring goes around a pole; in degrees it is closed along the pole, where its elevations"
          + " would have to be made up",
        remedy: "write it in its own system (.gpkg), or without elevations")
    }
    let (written, rings) = withoutCollapsed(geometries, of: layer, output.note)
    let source = Source(layer: layer, geometries: written, rings: rings)
    if style == .collection {
      try output.write(header(of: layer, box: GeographicExtent.writtenBox(of: written)))
    }
    let batch = Self.chunk * Self.chunksInMemory
    for start in stride(from: 0, to: layer.count, by: batch) {
      let count = min(batch, layer.count - start)
      let texts = try Parallel.map(count: count, chunk: Self.chunk, threads: options.threads) {
        write((start + $0.lowerBound)..<(start + $0.upperBound), of: source)
      }
      for text in texts { try output.write(text) }
    }
    if style == .collection { try output.write("]}\n") }
  }

  /// The features of a layer whose geometries stand in the system that they are written in.
  func features(of layer: Layer, at geometries: Geometries) -> [UInt8] {
    guard layer.count > 0 else { return [] }
    let (written, rings) = withoutCollapsed(geometries, of: layer) { _ in }
    return write(0..<layer.count, of: Source(layer: layer, geometries: written, rings: rings))
  }

  /// What rounding leaves of the rings, which way round they go, and a note of what is gone.
  private func withoutCollapsed(
    _ geometries: Geometries, of layer: Layer, _ note: (String) -> Void
  ) -> (Geometries, WrittenRings) {
    func decided(_ geometries: Geometries) -> WrittenRings {
      WrittenRings(
        of: 0..<geometries.count, in: geometries, decimals: options.decimals,
        threads: options.threads)
    }
    let rings = decided(geometries)
    let collapsed = Set(rings.collapsed)
    if collapsed.isEmpty { return (geometries, rings) }
    var written = geometries.removing(rings: collapsed)
    let changed = (0..<geometries.count).filter {
      geometries.rings(ofFeature: $0).contains(where: collapsed.contains)
    }
    let empty = changed.filter { written.isEmpty(feature: $0) }
    for feature in empty {
      written.kinds[feature] = .null
      written.members[feature] = nil
    }
    note(Self.note(collapsed.count, changed, empty, of: layer, options.decimals))
    return (written, decided(written))
  }

  /// Features that a note names.
  private static let mostNames = 5

  private static func note(
    _ rings: Int, _ changed: [Int], _ empty: [Int], of layer: Layer, _ decimals: Int
  ) -> String {
    func names(_ features: [Int]) -> String {
      let rest = features.count - mostNames
      return features.prefix(mostNames).map(layer.label(ofFeature:)).joined(separator: ", ")
        + (rest > 0 ? " and \(rest) more" : "")
    }
    let nothing =
      empty.isEmpty
      ? "" : "; nothing is left of \(names(empty)), written with the geometry null"
    let what = rings == 1 ? "1 ring is" : "\(rings) rings are"
    return "\(what) left out, which \(decimals) decimals make nothing of: feature "
      + "\(names(changed))\(nothing)"
  }

  /// What the features are written from.
  private struct Source: Sendable {
    var layer: Layer
    var geometries: Geometries
    var rings: WrittenRings
    /// `"name":` for every column, encoded once.
    var keys: [[UInt8]]
    var memberKeys: [[UInt8]]

    init(layer: Layer, geometries: Geometries, rings: WrittenRings) {
      self.layer = layer
      self.geometries = geometries
      self.rings = rings
      func key(_ column: Column) -> [UInt8] { Array((JSONText.encode(column.name) + ":").utf8) }
      keys = layer.attributes.columns.map(key)
      memberKeys = layer.featureMembers.columns.map(key)
    }
  }

  private func header(of layer: Layer, box: Box) -> [UInt8] {
    var text = ByteBuffer(capacity: 1024)
    text.append("{\"type\":\"FeatureCollection\"")
    if box.minY <= box.maxY {
      text.append(",\"bbox\":[")
      let decimals = FixedDecimals(options.decimals)
      for (i, value) in [box.minX, box.minY, box.maxX, box.maxY].enumerated() {
        if i > 0 { text.append(UInt8(ascii: ",")) }
        text.commit(decimals.write(value, to: text.reserve(FixedDecimals.longest)))
      }
      text.append("]")
    }
    for (name, value) in [("title", layer.title), ("description", layer.abstract)] {
      guard let value, !layer.foreignMembers.contains(where: { $0.name == name }) else { continue }
      text.append("," + JSONText.encode(name) + ":" + JSONText.encode(value))
    }
    for member in layer.foreignMembers where member.name != "bbox" {
      if member.name == "amp_geo", options.provenance != nil { continue }
      text.append("," + JSONText.encode(member.name) + ":")
      text.append(member.json)
    }
    if let provenance = options.provenance {
      text.append(",\"amp_geo\":")
      text.append(provenance)
    }
    text.append(",\"features\":[\n")
    return text.array()
  }

  private func write(_ features: Range<Int>, of source: Source) -> [UInt8] {
    let first = source.geometries.vertices(ofFeature: features.lowerBound).lowerBound
    let last = source.geometries.vertices(ofFeature: features.upperBound - 1).upperBound
    var text = ByteBuffer(capacity: 24 * (last - first) + 512 * features.count)
    for feature in features {
      if style == .textSequence { text.append(0x1E) }
      write(feature, of: source, to: &text)
      let isInside =
        (style == .collection || style == .sequence) && feature + 1 < source.layer.count
      if isInside { text.append(",\n") } else if style != .sequence { text.append("\n") }
    }
    return text.array()
  }

  private func write(_ feature: Int, of source: Source, to text: inout ByteBuffer) {
    text.append("{\"type\":\"Feature\"")
    if let id = source.layer.ids[feature] {
      text.append(",\"id\":")
      text.append(id.isNumber ? id.text : JSONText.encode(id.text))
    }
    text.append(",\"properties\":{")
    write(row: feature, of: source.layer.attributes, keys: source.keys, isFirst: true, to: &text)
    text.append("}")
    write(
      row: feature, of: source.layer.featureMembers, keys: source.memberKeys, isFirst: false,
      to: &text)
    text.append(",\"geometry\":")
    GeoJSONGeometryText(
      geometries: source.geometries, decimals: FixedDecimals(options.decimals), rings: source.rings,
      swapsAxes: swapsAxes
    ).write(feature, to: &text)
    text.append("}")
  }

  private func write(
    row: Int, of table: Attributes, keys: [[UInt8]], isFirst: Bool, to text: inout ByteBuffer
  ) {
    var isFirst = isFirst
    for index in table.columnOrder(ofRow: row) where table.columns[index].kinds[row] != .absent {
      if !isFirst { text.append(UInt8(ascii: ",")) }
      isFirst = false
      keys[index].withUnsafeBufferPointer { text.append($0) }
      let range = table.columns[index].textRange(row)
      table.columns[index].bytes.withUnsafeBufferPointer { bytes in
        let value = UnsafeBufferPointer(rebasing: bytes[range])
        // An array or object may have been read from several lines; a feature keeps to one.
        if table.columns[index].kinds[row] == .json {
          for byte in value where byte != 0x0A && byte != 0x0D { text.append(byte) }
        } else {
          text.append(value)
        }
      }
    }
  }
}
