internal import CGEOS
internal import GeoCore

/// Owns one GEOS geometry. Borrowed for one operation inside one task: made from flat buffers,
/// computed with, and given back as flat buffers.
struct GEOSGeometry: ~Copyable {
  let pointer: OpaquePointer
  private let context: GEOSContext

  /// Takes over what a GEOS call has returned; nil means that the call failed.
  init(_ pointer: OpaquePointer?, _ operation: String, _ context: GEOSContext) throws(GEOSError) {
    guard let pointer else { throw context.error(operation) }
    self.pointer = pointer
    self.context = context
  }

  deinit { GEOSGeom_destroy_r(context.handle, pointer) }

  /// The polygons of a feature as one polygon or multipolygon; other parts are left out.
  init(polygonsOf geometries: Geometries, feature: Int) throws(GEOSError) {
    let context = GEOSContext.current
    var polygons: [OpaquePointer?] = []
    defer { for polygon in polygons { GEOSGeom_destroy_r(context.handle, polygon) } }
    let kinds = geometries.partKinds(ofFeature: feature)
    for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) where kind == .polygon {
      polygons.append(try Self.polygon(geometries, rings: geometries.rings(ofPart: part), context))
    }
    if polygons.count == 1 {
      try self.init(polygons.removeLast(), "polygon", context)
      return
    }
    let collection = polygons.withUnsafeMutableBufferPointer {
      GEOSGeom_createCollection_r(
        context.handle, Int32(GEOS_MULTIPOLYGON.rawValue), $0.baseAddress, UInt32($0.count))
    }
    polygons = []
    try self.init(collection, "multipolygon", context)
  }

  /// A line through interleaved coordinates.
  init(line coordinates: [Double]) throws(GEOSError) {
    let context = GEOSContext.current
    let sequence = coordinates.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap {
        GEOSCoordSeq_copyFromBuffer_r(context.handle, $0, UInt32(buffer.count / 2), 0, 0)
      }
    }
    guard let sequence else { throw context.error("line") }
    try self.init(GEOSGeom_createLineString_r(context.handle, sequence), "line", context)
  }

  private static func polygon(
    _ geometries: Geometries, rings: Range<Int>, _ context: GEOSContext
  ) throws(GEOSError) -> OpaquePointer {
    var made: [OpaquePointer?] = []
    defer { for ring in made { GEOSGeom_destroy_r(context.handle, ring) } }
    for ring in rings { made.append(try linearRing(geometries, ring, context)) }
    guard !made.isEmpty else {
      guard let empty = GEOSGeom_createEmptyPolygon_r(context.handle) else {
        throw context.error("polygon")
      }
      return empty
    }
    let shell = made.removeFirst()
    let polygon = made.withUnsafeMutableBufferPointer {
      GEOSGeom_createPolygon_r(context.handle, shell, $0.baseAddress, UInt32($0.count))
    }
    made = []
    guard let polygon else { throw context.error("polygon") }
    return polygon
  }

  private static func linearRing(
    _ geometries: Geometries, _ ring: Int, _ context: GEOSContext
  ) throws(GEOSError) -> OpaquePointer {
    let vertices = geometries.vertices(ofRing: ring)
    let sequence = geometries.coordinates.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap {
        GEOSCoordSeq_copyFromBuffer_r(
          context.handle, $0 + 2 * vertices.lowerBound, UInt32(vertices.count), 0, 0)
      }
    }
    guard let sequence, let made = GEOSGeom_createLinearRing_r(context.handle, sequence) else {
      throw context.error("ring")
    }
    return made
  }

  /// Lines of two vertices at least, as one multi line.
  init(lines: [[EditableShape.Place]]) throws(GEOSError) {
    let context = GEOSContext.current
    var made: [OpaquePointer?] = []
    defer { for line in made { GEOSGeom_destroy_r(context.handle, line) } }
    for line in lines {
      let xy = line.flatMap { [$0.x, $0.y] }
      guard
        let sequence = GEOSCoordSeq_copyFromBuffer_r(
          context.handle, xy, UInt32(line.count), 0, 0),
        let pointer = GEOSGeom_createLineString_r(context.handle, sequence)
      else { throw context.error("line") }
      made.append(pointer)
    }
    let collection = made.withUnsafeMutableBufferPointer {
      GEOSGeom_createCollection_r(
        context.handle, Int32(GEOS_MULTILINESTRING.rawValue), $0.baseAddress, UInt32($0.count))
    }
    made = []
    try self.init(collection, "multi line", context)
  }

  // MARK: Operations

  /// A∩B; with a grid size, all coordinates are first rounded to it, which always succeeds.
  func intersection(_ other: borrowing GEOSGeometry, grid: Double? = nil) throws(GEOSError)
    -> GEOSGeometry
  {
    let result =
      if let grid {
        GEOSIntersectionPrec_r(context.handle, pointer, other.pointer, grid)
      } else {
        GEOSIntersection_r(context.handle, pointer, other.pointer)
      }
    return try GEOSGeometry(result, "intersection", context)
  }

  /// What is left of A without B.
  func difference(_ other: borrowing GEOSGeometry) throws(GEOSError) -> GEOSGeometry {
    try GEOSGeometry(
      GEOSDifference_r(context.handle, pointer, other.pointer), "difference", context)
  }

  /// The points within `distance` of the geometry; a negative distance shrinks it.
  func buffered(by distance: Double, quadrantSegments: Int32) throws(GEOSError) -> GEOSGeometry {
    try GEOSGeometry(
      GEOSBuffer_r(context.handle, pointer, distance, quadrantSegments), "buffer", context)
  }

  /// As `buffered`, with corners drawn out to where the moved sides meet, up to 5 times the distance.
  func bufferedSharply(by distance: Double) throws(GEOSError) -> GEOSGeometry {
    try GEOSGeometry(
      GEOSBufferWithStyle_r(
        context.handle, pointer, distance, 8, Int32(GEOSBUF_CAP_FLAT.rawValue),
        Int32(GEOSBUF_JOIN_MITRE.rawValue), 5), "buffer", context)
  }

  /// The union of all polygons.
  static func union(_ features: [Int], of geometries: Geometries) throws(GEOSError)
    -> GEOSGeometry
  {
    let context = GEOSContext.current
    var members: [OpaquePointer?] = []
    defer { for member in members { GEOSGeom_destroy_r(context.handle, member) } }
    for feature in features {
      let one = try GEOSGeometry(polygonsOf: geometries, feature: feature)
      guard let copy = GEOSGeom_clone_r(context.handle, one.pointer) else {
        throw context.error("union")
      }
      members.append(copy)
    }
    let collection = members.withUnsafeMutableBufferPointer {
      GEOSGeom_createCollection_r(
        context.handle, Int32(GEOS_GEOMETRYCOLLECTION.rawValue), $0.baseAddress, UInt32($0.count))
    }
    members = []
    let all = try GEOSGeometry(collection, "union", context)
    return try GEOSGeometry(GEOSUnaryUnion_r(context.handle, all.pointer), "union", context)
  }

  /// Why the geometry is not valid and where; nil when it is.
  func invalidity() throws(GEOSError) -> (reason: String, x: Double, y: Double)? {
    var reason: UnsafeMutablePointer<CChar>?
    var place: OpaquePointer?
    let verdict = GEOSisValidDetail_r(context.handle, pointer, 0, &reason, &place)
    defer {
      if let reason { GEOSFree_r(context.handle, reason) }
      if let place { GEOSGeom_destroy_r(context.handle, place) }
    }
    guard verdict != 2 else { throw context.error("validity") }
    guard verdict == 0 else { return nil }
    var x = Double.nan
    var y = Double.nan
    if let place {
      _ = GEOSGeomGetX_r(context.handle, place, &x)
      _ = GEOSGeomGetY_r(context.handle, place, &y)
    }
    return (reason.map { String(cString: $0) } ?? "invalid", x, y)
  }

  // MARK: Back to flat buffers

  /// Appends the polygons of the geometry as one feature; points and lines are left out.
  func appendPolygons(to geometries: inout Geometries) throws(GEOSError) {
    var polygons: [OpaquePointer] = []
    collectPolygons(of: pointer, into: &polygons)
    geometries.beginFeature(polygons.count == 1 ? .polygon : .multiPolygon)
    for polygon in polygons {
      geometries.beginPart()
      try append(ring: GEOSGetExteriorRing_r(context.handle, polygon), to: &geometries)
      for i in 0..<max(0, GEOSGetNumInteriorRings_r(context.handle, polygon)) {
        try append(ring: GEOSGetInteriorRingN_r(context.handle, polygon, i), to: &geometries)
      }
    }
  }

  private func collectPolygons(of geometry: OpaquePointer, into list: inout [OpaquePointer]) {
    switch GEOSGeomTypeId_r(context.handle, geometry) {
    case Int32(GEOS_POLYGON.rawValue):
      if GEOSisEmpty_r(context.handle, geometry) == 0 { list.append(geometry) }
    case Int32(GEOS_MULTIPOLYGON.rawValue), Int32(GEOS_GEOMETRYCOLLECTION.rawValue):
      for i in 0..<max(0, GEOSGetNumGeometries_r(context.handle, geometry)) {
        if let member = GEOSGetGeometryN_r(context.handle, geometry, i) {
          collectPolygons(of: member, into: &list)
        }
      }
    default: break
    }
  }

  /// Calls `body` with the interleaved coordinates of every line; other members are left out.
  func forEachLine(_ body: ([Double]) -> Void) throws(GEOSError) {
    for i in 0..<max(0, GEOSGetNumGeometries_r(context.handle, pointer)) {
      guard let member = GEOSGetGeometryN_r(context.handle, pointer, i),
        GEOSGeomTypeId_r(context.handle, member) == Int32(GEOS_LINESTRING.rawValue)
      else { continue }
      body(try coordinates(of: member))
    }
  }

  private func append(
    ring: OpaquePointer?, to geometries: inout Geometries
  ) throws(GEOSError) {
    geometries.appendRing(try coordinates(of: ring))
  }

  /// The interleaved coordinates of a ring or line.
  private func coordinates(of line: OpaquePointer?) throws(GEOSError) -> [Double] {
    var size: UInt32 = 0
    guard let line, let sequence = GEOSGeom_getCoordSeq_r(context.handle, line),
      GEOSCoordSeq_getSize_r(context.handle, sequence, &size) == 1
    else { throw context.error("reading a line") }
    let count = 2 * Int(size)
    var isCopied = false
    let interleaved = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      isCopied =
        GEOSCoordSeq_copyToBuffer_r(context.handle, sequence, buffer.baseAddress, 0, 0) == 1
      filled = isCopied ? count : 0
    }
    guard isCopied else { throw context.error("reading a line") }
    return interleaved
  }
}
