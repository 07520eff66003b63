internal import GeoCore

/// The flat buffers of `Geometries` while a text is scanned, with a way back.
///
/// Coordinates go to memory that is large enough for any text of the given length, so that adding
/// one checks nothing.
struct ScannedShapes {
  /// How many doubles a text of that many bytes can hold in positions: `[1,2],` takes six bytes.
  static func capacity(forText length: Int) -> Int { 2 * (length / 6 + 2) }

  let coordinates: UnsafeMutablePointer<Double>
  var vertexCount = 0
  var kinds: [GeometryKind] = []
  var partOffsets: [Int32] = [0]
  var ringOffsets: [Int32] = [0]
  var vertexOffsets: [Int32] = [0]
  /// Whole only while every vertex so far has had one.
  var elevations: [Double] = []
  var elevatedVertices = 0
  var members: [Int: [Geometries.Member]] = [:]

  /// How far the buffers were filled.
  struct Mark {
    var vertices: Int
    var parts: Int
    var rings: Int
    var elevations: Int
    var elevatedVertices: Int
  }

  init(coordinates: UnsafeMutablePointer<Double>, textLength: Int) {
    self.coordinates = coordinates
    // As large as coordinates may need; memory that is not touched costs nothing.
    let most = Self.capacity(forText: textLength) / 2
    ringOffsets.reserveCapacity(most)
    vertexOffsets.reserveCapacity(most)
  }

  var mark: Mark {
    Mark(
      vertices: vertexCount, parts: ringOffsets.count, rings: vertexOffsets.count,
      elevations: elevations.count, elevatedVertices: elevatedVertices)
  }

  mutating func beginFeature() {
    kinds.append(.null)
    partOffsets.append(partOffsets[partOffsets.count - 1])
  }

  @inline(__always)
  mutating func beginPart() {
    partOffsets[partOffsets.count - 1] += 1
    ringOffsets.append(ringOffsets[ringOffsets.count - 1])
  }

  /// Ends a ring that holds all vertices added since the last one ended.
  @inline(__always)
  mutating func endRing() {
    ringOffsets[ringOffsets.count - 1] += 1
    vertexOffsets.append(Int32(truncatingIfNeeded: vertexCount))
  }

  @inline(__always)
  mutating func addVertex(_ x: Double, _ y: Double) {
    coordinates[2 * vertexCount] = x
    coordinates[2 * vertexCount + 1] = y
    vertexCount += 1
  }

  mutating func addElevation(_ z: Double) {
    elevatedVertices += 1
    if elevations.count + 1 == vertexCount { elevations.append(z) }
  }

  /// Takes back what the open feature has, and leaves it without a geometry.
  mutating func clearFeature(to mark: Mark) {
    vertexCount = mark.vertices
    ringOffsets.removeLast(ringOffsets.count - mark.parts)
    vertexOffsets.removeLast(vertexOffsets.count - mark.rings)
    elevations.removeLast(elevations.count - mark.elevations)
    elevatedVertices = mark.elevatedVertices
    partOffsets[partOffsets.count - 1] = Int32(truncatingIfNeeded: ringOffsets.count - 1)
    members[kinds.count - 1] = nil
    kinds[kinds.count - 1] = .null
  }

  /// The box of the vertices from `first` on; a vertex that is not finite makes it empty.
  func box(from first: Int) -> Box {
    var box = Box.empty
    for vertex in first..<vertexCount {
      box.extend(x: coordinates[2 * vertex], y: coordinates[2 * vertex + 1])
    }
    return box
  }
}
