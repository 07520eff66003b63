public import GeoCore

/// Reads Well-Known Binary into flat buffers, one feature after the other.
///
/// **Shapes:** both byte orders; ISO and EWKB marks of Z, M and SRID (the SRID is left to the
/// caller). Members of collections are flattened to one level. Empty members of multi geometries
/// are dropped, since an empty geometry has no parts. Rings without a vertex are left out, a shell
/// with its holes, and counted (`emptyRings`). A point of NaN coordinates is the empty
/// point. Curves and surfaces are refused.
/// **Boundary rule:** rings of polygons are closed and have 4 vertices at least, lines 2; an x or y
/// that is not finite is refused.
/// **Z:** kept when every vertex of the layer has one that is finite, else dropped with a notice. M
/// is dropped with a notice.
/// **Complexity:** O(bytes); counts are checked against the bytes that remain before anything is
/// allocated.
///
/// **Source:** OGC 06-103r4, Simple Feature Access, part 1, chapter 8; ISO/IEC 13249-3 for Z and
/// M; PostGIS for EWKB.
public struct WKBReader {
  /// What has been read so far; without elevations until `finish()`.
  var geometries: Geometries
  /// The Z of each vertex up to the last that has one; NaN for those without.
  private var elevations: [Double] = []
  private var droppedM = 0
  /// Vertices whose Z is NaN or infinite, and the first feature that has one.
  private var oddElevations = (count: 0, feature: 0)
  private let closesRings: Bool
  private let takesShortLines: Bool
  /// For each feature of which rings were closed: how many.
  private(set) var closedRings: [Int: Int] = [:]
  /// For each feature with rings that have no vertex: how many.
  public private(set) var emptyRings: [Int: Int] = [:]
  /// The ring at hand, aligned and in our byte order.
  private var scratch: [Double] = []
  /// Collections in collections beyond this are refused.
  static let maximumDepth = 32

  /// A reader that has read nothing yet, for geometries of one system.
  ///
  /// - Parameter closesRings: whether rings that are not closed are closed, and rings of fewer than
  ///   4 vertices taken as they are, instead of being refused.
  /// - Parameter takesShortLines: whether lines of one vertex are taken as they are.
  public init(crs: CRS, closesRings: Bool = false, takesShortLines: Bool = false) {
    geometries = Geometries(crs: crs)
    self.closesRings = closesRings
    self.takesShortLines = takesShortLines
  }

  /// The number of features so far.
  public var count: Int { geometries.count }

  /// The number of vertices so far.
  public var vertexCount: Int { geometries.vertexCount }

  /// Appends a null geometry.
  public mutating func appendNull() { geometries.beginFeature(.null) }

  /// Appends the feature that the bytes hold, all of them.
  /// - Throws: `WKBError`; nothing is appended then.
  public mutating func append(_ bytes: [UInt8]) throws(WKBError) {
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(WKBError) in try append(buffer) }
    }
    try result.get()
  }

  /// Appends the feature that the bytes hold, all of them.
  /// - Throws: `WKBError`; nothing is appended then.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) throws(WKBError) {
    let before = Mark(geometries)
    do throws(WKBError) {
      var cursor = WKBCursor(bytes)
      let head = try WKBHead(&cursor)
      geometries.beginFeature(head.kind)
      if head.kind == .geometryCollection {
        var members: [Geometries.Member] = []
        try readCollection(&cursor, depth: 1, into: &members)
        geometries.setMembers(members)
      } else {
        try readBody(head, &cursor)
      }
      guard cursor.remaining == 0 else {
        throw WKBError(
          offset: cursor.offset, reason: "\(cursor.remaining) bytes follow the geometry's end",
          remedy: "the data is damaged: export it again")
      }
      if head.hasM { droppedM += 1 }
    } catch {
      roll(back: before)
      throw error
    }
  }

  /// Takes the last feature away again.
  package mutating func removeLast() {
    let last = geometries.count - 1
    roll(back: Mark(geometries, before: last))
  }

  /// The layer's geometries, and what had to be decided, each a sentence.
  public consuming func finish() -> (geometries: Geometries, notices: [String]) {
    var notices: [String] = []
    let withZ = elevations.count { !$0.isNaN }
    if oddElevations.count > 0 {
      notices.append(
        "elevations (Z) of \(oddElevations.count) vertices are not finite, first in feature"
          + " #\(oddElevations.feature + 1): x and y are read")
    }
    if withZ > 0, withZ == geometries.vertexCount {
      geometries.elevations = elevations
    } else if withZ > 0 {
      let without = geometries.vertexCount - withZ
      notices.append("elevations (Z) are dropped: \(without) vertices of the layer have none")
    }
    if droppedM > 0 {
      notices.append("measures (M) are dropped from \(droppedM) features")
    }
    if !emptyRings.isEmpty { geometries = geometries.withoutEmptyRings().geometries }
    return (geometries, notices)
  }

  // MARK: Bodies

  /// Reads what follows a head that is not a collection's.
  private mutating func readBody(_ head: WKBHead, _ cursor: inout WKBCursor) throws(WKBError) {
    switch head.kind {
    case .point: try readPoint(head, &cursor)
    case .lineString: try readLine(head, &cursor)
    case .polygon: try readPolygon(head, &cursor)
    case .multiPoint, .multiLineString, .multiPolygon: try readMembers(of: head, &cursor)
    case .null, .geometryCollection: preconditionFailure("a collection has its own reader")
    }
  }

  private mutating func readMembers(of head: WKBHead, _ cursor: inout WKBCursor)
    throws(WKBError)
  {
    // The least member is a head of 5 bytes and a count of 4.
    let count = try cursor.count(of: "members", size: 9)
    for _ in 0..<count {
      let start = cursor.offset
      let member = try WKBHead(&cursor)
      guard member.kind == head.kind.partKind else {
        throw WKBError(
          offset: start, reason: "a \(head.kind.name) holds a \(member.kind.name)",
          remedy: "the data is damaged: export it again")
      }
      try readBody(member, &cursor)
    }
  }

  private mutating func readCollection(
    _ cursor: inout WKBCursor, depth: Int, into members: inout [Geometries.Member]
  ) throws(WKBError) {
    guard depth <= Self.maximumDepth else {
      throw WKBError(
        offset: cursor.offset,
        reason: "collections are nested more than \(Self.maximumDepth) levels deep")
    }
    let count = try cursor.count(of: "members", size: 9)
    for _ in 0..<count {
      let head = try WKBHead(&cursor)
      if head.kind == .geometryCollection {
        try readCollection(&cursor, depth: depth + 1, into: &members)
        continue
      }
      let parts = geometries.partCount
      try readBody(head, &cursor)
      members.append(.init(kind: head.kind, partCount: geometries.partCount - parts))
    }
  }

  private mutating func readPoint(_ head: WKBHead, _ cursor: inout WKBCursor) throws(WKBError) {
    let start = cursor.offset
    try cursor.require(8 * head.stride, for: "a point")
    fillScratch(head.stride, &cursor)
    if scratch[0].isNaN, scratch[1].isNaN { return }
    try checkFinite(1, head, at: start)
    geometries.beginPart()
    try appendRun(1, head, at: start)
  }

  private mutating func readLine(_ head: WKBHead, _ cursor: inout WKBCursor) throws(WKBError) {
    let start = cursor.offset
    let count = try cursor.count(of: "vertices", size: 8 * head.stride)
    if count == 0 { return }
    guard count >= 2 || takesShortLines else {
      throw WKBError(
        offset: start, reason: "a line has 1 vertex", remedy: "a line needs 2 at least")
    }
    fillScratch(count * head.stride, &cursor)
    try checkFinite(count, head, at: start + 4)
    geometries.beginPart()
    try appendRun(count, head, at: start)
  }

  private mutating func readPolygon(_ head: WKBHead, _ cursor: inout WKBCursor)
    throws(WKBError)
  {
    let rings = try cursor.count(of: "rings", size: 4)
    if rings == 0 { return }
    geometries.beginPart()
    for _ in 0..<rings {
      let start = cursor.offset
      var count = try cursor.count(of: "vertices", size: 8 * head.stride)
      if count == 0 {
        geometries.beginRing()
        emptyRings[geometries.count - 1, default: 0] += 1
        continue
      }
      guard count >= (closesRings ? 1 : 4) else {
        throw WKBError(
          offset: start, reason: "a ring has \(count) vertices",
          remedy: "a ring needs 4 at least, the last equal to the first")
      }
      fillScratch(count * head.stride, &cursor)
      try checkFinite(count, head, at: start + 4)
      let last = (count - 1) * head.stride
      if scratch[0] != scratch[last] || scratch[1] != scratch[last + 1] {
        guard closesRings else {
          throw WKBError(
            offset: start, reason: "a ring is not closed",
            remedy: "repeat its first vertex at its end, as amp-geo fix does")
        }
        scratch.replaceSubrange((count * head.stride)..., with: scratch[..<head.stride])
        count += 1
        closedRings[geometries.count - 1, default: 0] += 1
      }
      try appendRun(count, head, at: start)
    }
  }
}

// MARK: Buffers

extension WKBReader {
  /// Brings the next values, which the caller has checked to be there, into `scratch`.
  private mutating func fillScratch(_ count: Int, _ cursor: inout WKBCursor) {
    if scratch.count < count { scratch = Array(repeating: 0, count: max(count, 256)) }
    scratch.withUnsafeMutableBufferPointer { buffer in
      cursor.copy(into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Refuses infinities and NaN in x and y of the first `count` vertices of `scratch`.
  private func checkFinite(_ count: Int, _ head: WKBHead, at offset: Int) throws(WKBError) {
    let checked = 2
    // Every bit of the exponent is set in infinities and NaN alone.
    let exponent: UInt64 = 0x7FF0_0000_0000_0000
    var found = false
    scratch.withUnsafeBufferPointer { buffer in
      if head.stride == 2 {
        for value in buffer[..<(2 * count)] {
          found = found || value.bitPattern & exponent == exponent
        }
      } else {
        for vertex in 0..<count {
          for i in vertex * head.stride..<vertex * head.stride + checked {
            found = found || buffer[i].bitPattern & exponent == exponent
          }
        }
      }
    }
    guard found else { return }
    let bad = (0..<count * head.stride).first { i in
      i % head.stride < checked && !scratch[i].isFinite
    }
    throw WKBError(
      offset: offset + 8 * (bad ?? 0), reason: "a coordinate is \(scratch[bad ?? 0])",
      remedy: "coordinates are finite numbers: mend or drop the feature")
  }

  /// Appends the first `count` vertices of `scratch` as a ring of the open part.
  private mutating func appendRun(_ count: Int, _ head: WKBHead, at offset: Int)
    throws(WKBError)
  {
    guard geometries.vertexCount + count < Int(Int32.max) else {
      throw WKBError(
        offset: offset, reason: "the layer has more than \(Int32.max) vertices",
        remedy: "read it in pieces, with a box")
    }
    let before = geometries.vertexCount
    geometries.beginRing()
    geometries.vertexOffsets[geometries.vertexOffsets.count - 1] += Int32(count)
    if head.stride == 2 {
      geometries.coordinates.append(contentsOf: scratch[..<(2 * count)])
      return
    }
    for vertex in 0..<count {
      geometries.coordinates.append(scratch[vertex * head.stride])
      geometries.coordinates.append(scratch[vertex * head.stride + 1])
    }
    guard head.hasZ else { return }
    elevations.append(contentsOf: repeatElement(.nan, count: before - elevations.count))
    for vertex in 0..<count {
      let z = scratch[vertex * head.stride + 2]
      if !z.isFinite {
        if oddElevations.count == 0 { oddElevations.feature = geometries.count - 1 }
        oddElevations.count += 1
      }
      elevations.append(z.isFinite ? z : .nan)
    }
  }

  /// How far the buffers were filled at one moment.
  private struct Mark {
    var features: Int
    var parts: Int
    var rings: Int
    var vertices: Int

    init(_ geometries: Geometries) {
      features = geometries.count
      parts = geometries.partCount
      rings = geometries.ringCount
      vertices = geometries.vertexCount
    }

    /// As it was before a feature.
    init(_ geometries: Geometries, before feature: Int) {
      features = feature
      parts = Int(geometries.partOffsets[feature])
      rings = Int(geometries.ringOffsets[parts])
      vertices = Int(geometries.vertexOffsets[rings])
    }
  }

  private mutating func roll(back mark: Mark) {
    for feature in mark.features..<geometries.count {
      geometries.members[feature] = nil
      closedRings[feature] = nil
      emptyRings[feature] = nil
    }
    geometries.kinds.removeLast(geometries.kinds.count - mark.features)
    geometries.partOffsets.removeLast(geometries.partOffsets.count - mark.features - 1)
    geometries.ringOffsets.removeLast(geometries.ringOffsets.count - mark.parts - 1)
    geometries.vertexOffsets.removeLast(geometries.vertexOffsets.count - mark.rings - 1)
    geometries.coordinates.removeLast(geometries.coordinates.count - 2 * mark.vertices)
    if elevations.count > mark.vertices { elevations.removeLast(elevations.count - mark.vertices) }
  }
}
