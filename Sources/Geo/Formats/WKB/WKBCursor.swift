internal import GeoCore

/// A place in WKB bytes. Nothing is read before what remains has been checked.
struct WKBCursor {
  let bytes: UnsafeRawBufferPointer
  var offset = 0
  /// Whether multi-byte values of the geometry at hand stand in the other byte order than ours.
  var isSwapped = false

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var remaining: Int { bytes.count - offset }

  /// Refuses to go on when fewer bytes remain than are needed.
  func require(_ count: Int, for what: String) throws(WKBError) {
    guard count <= remaining else {
      throw WKBError(
        offset: offset, reason: "\(what) needs \(count) bytes, and \(remaining) remain",
        remedy: "the data is cut off or damaged: export it again")
    }
  }

  mutating func byte(for what: String) throws(WKBError) -> UInt8 {
    try require(1, for: what)
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func uint32(for what: String) throws(WKBError) -> UInt32 {
    try require(4, for: what)
    defer { offset += 4 }
    let value = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
    return isSwapped ? value.byteSwapped : value
  }

  /// A count of items that take at least `size` bytes each, checked against what remains.
  mutating func count(of what: String, size: Int) throws(WKBError) -> Int {
    let count = Int(try uint32(for: "the number of \(what)"))
    guard count <= remaining / size else {
      throw WKBError(
        offset: offset - 4,
        reason: "it says \(count) \(what), and the \(remaining) bytes that remain hold fewer",
        remedy: "the data is cut off or damaged: export it again")
    }
    return count
  }

  /// Copies `doubles.count` values, their order of bytes put right. The caller has checked that
  /// they are there.
  mutating func copy(into doubles: UnsafeMutableBufferPointer<Double>) {
    let target = UnsafeMutableRawBufferPointer(doubles)
    target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + target.count]))
    offset += target.count
    guard isSwapped else { return }
    for i in doubles.indices {
      doubles[i] = Double(bitPattern: doubles[i].bitPattern.byteSwapped)
    }
  }
}

/// The head of a WKB geometry: byte order, type and dimensions.
struct WKBHead {
  var kind: GeometryKind
  var hasZ: Bool
  var hasM: Bool
  /// Doubles for each vertex: 2, 3 or 4.
  var stride: Int { 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0) }

  /// Reads a head, ISO (type + 1000, 2000, 3000) or EWKB (flags in the high bits), and turns the
  /// cursor to its byte order.
  init(_ cursor: inout WKBCursor) throws(WKBError) {
    let start = cursor.offset
    let order = try cursor.byte(for: "the byte order")
    guard order <= 1 else {
      throw WKBError(offset: start, reason: "byte order \(order) is neither 0 nor 1")
    }
    cursor.isSwapped = (order == 1) != (UInt32(1).littleEndian == 1)
    let code = try cursor.uint32(for: "the geometry type")
    let flags = code >> 29
    let iso = (code & 0x1FFF_FFFF) / 1000
    let base = (code & 0x1FFF_FFFF) % 1000
    hasZ = flags & 0b100 != 0 || iso == 1 || iso == 3
    hasM = flags & 0b010 != 0 || iso == 2 || iso == 3
    if flags & 0b001 != 0 { _ = try cursor.uint32(for: "the SRID") }
    guard iso <= 3, let raw = UInt8(exactly: base), let known = GeometryKind(rawValue: raw),
      known != .null
    else {
      let isCurved = iso <= 3 && (8...17).contains(base)
      throw WKBError(
        offset: start + 1,
        reason: isCurved
          ? "geometry type \(code) is a curve or a surface, which is not read"
          : "geometry type \(code) is unknown",
        remedy: isCurved
          ? "make it linear first: ogr2ogr -nlt CONVERT_TO_LINEAR"
          : "the data is damaged: export it again")
    }
    kind = known
  }
}
