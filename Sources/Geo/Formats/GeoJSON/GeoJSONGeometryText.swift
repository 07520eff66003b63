public import GeoCore

/// The geometry member of a GeoJSON feature.
struct GeoJSONGeometryText {
  let geometries: Geometries
  let decimals: FixedDecimals
  /// Which way round rings go; of the features that are written at least.
  let rings: WrittenRings
  /// Whether y stands before x.
  var swapsAxes = false

  func write(_ feature: Int, to text: inout ByteBuffer) {
    let kind = geometries.kinds[feature]
    let parts = geometries.parts(ofFeature: feature)
    switch kind {
    case .null: text.append("null")
    case .geometryCollection:
      text.append("{\"type\":\"GeometryCollection\",\"geometries\":[")
      var next = parts.lowerBound
      for (i, member) in (geometries.members[feature] ?? []).enumerated() {
        if i > 0 { text.append(UInt8(ascii: ",")) }
        write(member.kind, parts: next..<(next + member.partCount), to: &text)
        next += member.partCount
      }
      text.append("]}")
    default: write(kind, parts: parts, to: &text)
    }
  }

  private func write(_ kind: GeometryKind, parts: Range<Int>, to text: inout ByteBuffer) {
    text.append("{\"type\":\"")
    text.append(kind.name)
    text.append("\",\"coordinates\":")
    let isMulti = kind == kind.multi
    if parts.isEmpty {
      text.append("[]")
    } else {
      if isMulti { text.append(UInt8(ascii: "[")) }
      for part in parts {
        if part > parts.lowerBound { text.append(UInt8(ascii: ",")) }
        write(part: part, kind.partKind, to: &text)
      }
      if isMulti { text.append(UInt8(ascii: "]")) }
    }
    text.append("}")
  }

  private func write(part: Int, _ kind: GeometryKind, to text: inout ByteBuffer) {
    let ringsOfPart = geometries.rings(ofPart: part)
    guard kind == .polygon else {
      for ring in ringsOfPart {
        let vertices = geometries.vertices(ofRing: ring)
        if kind == .lineString { text.append(UInt8(ascii: "[")) }
        write(vertices, isReversed: false, to: &text)
        if kind == .lineString { text.append(UInt8(ascii: "]")) }
      }
      return
    }
    text.append(UInt8(ascii: "["))
    for ring in ringsOfPart {
      if ring > ringsOfPart.lowerBound { text.append(UInt8(ascii: ",")) }
      text.append(UInt8(ascii: "["))
      write(geometries.vertices(ofRing: ring), isReversed: rings.isTurned(ring), to: &text)
      text.append(UInt8(ascii: "]"))
    }
    text.append(UInt8(ascii: "]"))
  }

  private func write(_ vertices: Range<Int>, isReversed: Bool, to text: inout ByteBuffer) {
    guard !vertices.isEmpty else { return }
    geometries.coordinates.withUnsafeBufferPointer { xy in
      var out = text.reserve(vertices.count * (3 * FixedDecimals.longest + 4))
      var vertex = isReversed ? vertices.upperBound - 1 : vertices.lowerBound
      let step = isReversed ? -1 : 1
      let (first, second) = swapsAxes ? (1, 0) : (0, 1)
      for position in 0..<vertices.count {
        if position > 0 {
          out.pointee = UInt8(ascii: ",")
          out += 1
        }
        out.pointee = UInt8(ascii: "[")
        out = decimals.write(xy[2 * vertex + first], to: out + 1)
        out.pointee = UInt8(ascii: ",")
        out = decimals.write(xy[2 * vertex + second], to: out + 1)
        if let z = geometries.elevations?[vertex] {
          out.pointee = UInt8(ascii: ",")
          out = decimals.write(z, to: out + 1)
        }
        out.pointee = UInt8(ascii: "]")
        out += 1
        vertex += step
      }
      text.commit(out)
    }
  }
}

extension Geometries {
  /// The text of one feature's geometry as a member of GeoJSON: `{"type":"Polygon",…}` or `null`.
  ///
  /// **CRS:** the geometries'; GeoJSON wants longitude and latitude.
  /// **Shapes:** all; rings are turned as RFC 7946, section 3.1.6, wants them, by what is written.
  /// - Parameter decimals: of coordinates, at most 9.
  public func geoJSONText(ofFeature i: Int, decimals: Int = 7) -> String {
    var text = ByteBuffer(capacity: 256)
    GeoJSONGeometryText(
      geometries: self, decimals: FixedDecimals(decimals),
      rings: WrittenRings(of: i..<(i + 1), in: self, decimals: decimals, threads: 1)
    ).write(i, to: &text)
    return String(decoding: text.array(), as: UTF8.self)
  }
}
