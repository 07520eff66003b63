internal import CGEOS
internal import GeoCore

/// Reads well-known text with GEOS, and gives it on as well-known binary. For one thread.
///
/// **Shapes:** what GEOS knows: points, lines, polygons, their multi kinds and collections, with Z; no
/// curves. Rings must be closed.
/// **Source:** OGC 06-103r4, Simple Feature Access, part 1, chapter 7.
package struct WellKnownText: ~Copyable {
  /// Collections in collections beyond this are refused: GEOS would go down into each.
  private static let deepest = 32

  private let context: GEOSContext
  private let reader: OpaquePointer
  private let writer: OpaquePointer

  /// - Throws: `GEOSError` when GEOS has no memory.
  package init() throws(GEOSError) {
    context = GEOSContext.current
    guard let reader = GEOSWKTReader_create_r(context.handle) else {
      throw context.error("reader of text")
    }
    guard let writer = GEOSWKBWriter_create_r(context.handle) else {
      GEOSWKTReader_destroy_r(context.handle, reader)
      throw context.error("writer of binary")
    }
    GEOSWKBWriter_setOutputDimension_r(context.handle, writer, 3)
    (self.reader, self.writer) = (reader, writer)
  }

  deinit {
    GEOSWKTReader_destroy_r(context.handle, reader)
    GEOSWKBWriter_destroy_r(context.handle, writer)
  }

  /// The binary of a text.
  /// - Throws: `GEOSError` with GEOS's words for a text that is no geometry.
  package func binary(_ text: String) throws(GEOSError) -> [UInt8] {
    var (depth, most) = (0, 0)
    for byte in text.utf8 {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      most = max(most, depth)
    }
    guard most <= Self.deepest else {
      throw GEOSError(operation: "text", reason: "brackets in more than \(Self.deepest) brackets")
    }
    let geometry = try GEOSGeometry(
      GEOSWKTReader_read_r(context.handle, reader, text), "text", context)
    var size = 0
    guard let bytes = GEOSWKBWriter_write_r(context.handle, writer, geometry.pointer, &size) else {
      throw context.error("binary")
    }
    defer { GEOSFree_r(context.handle, bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: size))
  }
}
