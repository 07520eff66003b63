internal import CShapefile
internal import GeoCore

/// One polygon of a `.shp` file as its bytes say it, without the rings that have no vertex.
///
/// libshp refuses a shape in which one ring starts where the next does. Such a ring bounds nothing,
/// and the rest of the shape can be read.
///
/// **Source:** Esri 1998, ESRI Shapefile Technical Description, white paper J-7855, page 8.
struct ShapefileRecord {
  private var starts: [Int32] = []
  private var x: [Double] = []
  private var y: [Double] = []
  private var z: [Double] = []
  private let type: ShapefileType
  /// How many rings without vertices it had.
  private(set) var emptyRings = 0

  /// - Parameter bytes: the record's content, from its type on.
  /// - Returns: nil for what is no polygon, has no such ring, or whose numbers do not fit its size.
  init?(_ bytes: [UInt8], type: ShapefileType) {
    self.type = type
    func bits(_ offset: Int, count: Int) -> UInt64 {
      bytes[offset..<(offset + count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    func integer(_ offset: Int) -> Int {
      Int(Int32(truncatingIfNeeded: bits(offset, count: 4)))
    }
    func double(_ offset: Int) -> Double { Double(bitPattern: bits(offset, count: 8)) }
    guard type.kind == .polygon, bytes.count >= 44, integer(0) == type.rawValue else { return nil }
    let (parts, count) = (integer(36), integer(40))
    guard parts >= 0, count >= 0, parts <= bytes.count / 4, count <= bytes.count / 16 else {
      return nil
    }
    let points = 44 + 4 * parts
    let heights = points + 16 * count + 16
    guard points + 16 * count <= bytes.count, !type.hasZ || heights + 8 * count <= bytes.count
    else { return nil }
    let given = (0..<parts).map { integer(44 + 4 * $0) } + [count]
    guard given[0] == 0, zip(given, given.dropFirst()).allSatisfy(<=) else { return nil }
    for (start, end) in zip(given, given.dropFirst()) {
      if start == end { emptyRings += 1 } else { starts.append(Int32(start)) }
    }
    guard emptyRings > 0 else { return nil }
    x = (0..<count).map { double(points + 16 * $0) }
    y = (0..<count).map { double(points + 16 * $0 + 8) }
    if type.hasZ { z = (0..<count).map { double(heights + 8 * $0) } }
  }

  /// Calls `body` with the shape, which stands until it returns.
  mutating func withShape(
    _ body: (UnsafePointer<SHPObject>) throws(FormatError) -> Void
  ) throws(FormatError) {
    let (type, parts, vertices) = (type.rawValue, Int32(starts.count), Int32(x.count))
    let result = starts.withUnsafeMutableBufferPointer { starts in
      x.withUnsafeMutableBufferPointer { x in
        y.withUnsafeMutableBufferPointer { y in
          z.withUnsafeMutableBufferPointer { z in
            var shape = SHPObject()
            shape.nSHPType = type
            shape.nParts = parts
            shape.panPartStart = starts.baseAddress
            shape.nVertices = vertices
            shape.padfX = x.baseAddress
            shape.padfY = y.baseAddress
            shape.padfZ = z.baseAddress
            return withUnsafePointer(to: shape) { pointer in
              Result { () throws(FormatError) in try body(pointer) }
            }
          }
        }
      }
    }
    try result.get()
  }
}
