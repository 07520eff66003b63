internal import GeoCore

/// The header before the WKB of a GeoPackage geometry.
///
/// **Source:** OGC 12-128r18, GeoPackage 1.3, clause 2.1.3, tables 5 and 6.
struct GeoPackageBlob {
  var srsID: Int
  /// Where the WKB starts.
  var wkbOffset: Int

  /// Reads a header, either byte order, any of the five envelopes.
  /// - Throws: `WKBError`.
  init(_ bytes: UnsafeRawBufferPointer) throws(WKBError) {
    guard bytes.count >= 8 else {
      throw WKBError(
        offset: 0, reason: "it has \(bytes.count) bytes, and its header alone needs 8",
        remedy: "the data is cut off or damaged: export it again")
    }
    guard bytes[0] == 0x47, bytes[1] == 0x50 else {
      throw WKBError(
        offset: 0, reason: "it does not start with the letters GP",
        remedy: "this is no GeoPackage geometry: export the layer again")
    }
    guard bytes[2] == 0 else {
      throw WKBError(offset: 2, reason: "its version is \(bytes[2]), and only 0 is known")
    }
    let flags = bytes[3]
    guard flags & 0b10_0000 == 0 else {
      throw WKBError(offset: 3, reason: "it has an extended type, which is not read")
    }
    let code = Int(flags >> 1 & 0b111)
    guard code <= 4 else {
      throw WKBError(
        offset: 3, reason: "its envelope kind is \(code), and only 0 to 4 are known",
        remedy: "the data is damaged: export it again")
    }
    let raw = bytes.loadUnaligned(fromByteOffset: 4, as: Int32.self)
    srsID = Int(flags & 1 == 1 ? Int32(littleEndian: raw) : Int32(bigEndian: raw))
    wkbOffset = 8 + [0, 32, 48, 48, 64][code]
    guard bytes.count > wkbOffset else {
      throw WKBError(
        offset: bytes.count,
        reason: "it has \(bytes.count) bytes, and its header says \(wkbOffset) and a geometry",
        remedy: "the data is cut off or damaged: export it again")
    }
  }

  /// Appends a header, little-endian: with the XY envelope, or the mark of an empty geometry when
  /// the box is empty; points go without an envelope, being one themselves.
  static func appendHeader(srsID: Int, box: Box, isPoint: Bool, to bytes: inout [UInt8]) {
    let hasEnvelope = !box.isEmpty && !isPoint
    let flags: UInt8 = 1 | (hasEnvelope ? 0b10 : 0) | (box.isEmpty ? 0b1_0000 : 0)
    bytes += [0x47, 0x50, 0, flags]
    WKBWriter.appendBytes(of: Int32(srsID), to: &bytes)
    guard hasEnvelope else { return }
    for value in [box.minX, box.maxX, box.minY, box.maxY] {
      WKBWriter.appendBytes(of: value.bitPattern, to: &bytes)
    }
  }
}

extension WKBReader {
  /// Appends the feature of a GeoPackage geometry and gives the srs_id that it names.
  /// - Throws: `WKBError`; nothing is appended then.
  package mutating func append(geoPackage bytes: UnsafeRawBufferPointer) throws(WKBError) -> Int {
    let header = try GeoPackageBlob(bytes)
    try append(UnsafeRawBufferPointer(rebasing: bytes[header.wkbOffset...]))
    return header.srsID
  }
}
