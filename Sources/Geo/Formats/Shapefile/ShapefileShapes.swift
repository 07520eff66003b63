internal import CShapefile
internal import GeoCore

/// The shapes of a `.shp` file, by its index.
///
/// What the two files say about sizes is checked against what they are before libshp reads on, so
/// that nothing is allocated on a header's word alone.
///
/// **Source:** Esri 1998, ESRI Shapefile Technical Description, white paper J-7855.
final class ShapefileShapes {
  let type: ShapefileType
  let count: Int
  private let path: String
  private let handle: SHPHandle

  /// - Throws: `FormatError`.
  init(path: String, indexPath: String) throws(FormatError) {
    self.path = path
    let shapes = try ShapefileHeader(path: path)
    let index = try ShapefileHeader(path: indexPath)
    guard let type = ShapefileType(rawValue: shapes.type) else {
      throw FormatError(
        path: path, reason: "its shape type \(shapes.type) is unknown",
        remedy: "the file is damaged: export it again")
    }
    guard type != .multiPatch else {
      throw FormatError(
        path: path, reason: "it holds multipatches (surfaces in space), which are not read",
        remedy: "export footprints as polygons")
    }
    self.type = type
    var hooks = SAHooks()
    SASetupDefaultHooks(&hooks)
    // What libshp would print, the errors thrown here say.
    hooks.Error = { _ in }
    guard let handle = SHPOpenLL(path, "rb", &hooks) else {
      throw FormatError(
        path: indexPath, reason: "the index is damaged",
        remedy: "take it away and restore it: ogrinfo --config SHAPE_RESTORE_SHX YES \(path)")
    }
    self.handle = handle
    count = Int(handle.pointee.nRecords)
    SHPSetFastModeReadObject(handle, 1)
    for record in 0..<count {
      let start = Int(handle.pointee.panRecOffset[record])
      let size = Int(handle.pointee.panRecSize[record])
      guard start >= ShapefileHeader.size, size >= 4, start + 8 + size <= shapes.fileSize else {
        throw FormatError(
          path: indexPath, row: record + 1,
          reason: "it places a shape at the bytes \(start) to \(start + 8 + size), "
            + "and the .shp has \(shapes.fileSize)",
          remedy: "the files do not belong together, or one is cut off: export them again")
      }
    }
    guard index.shapeCapacity >= count else {
      throw FormatError(path: indexPath, reason: "the index is cut off", remedy: "export it again")
    }
  }

  deinit { SHPClose(handle) }

  /// Calls `body` with a shape, which stands until it returns, and how many rings without vertices it
  /// has lost; nil for a null shape.
  func withShape(
    _ record: Int, _ body: (UnsafePointer<SHPObject>?, Int) throws(FormatError) -> Void
  ) throws(FormatError) {
    guard let shape = SHPReadObject(handle, Int32(record)) else {
      if var known = ShapefileRecord(bytes(ofRecord: record), type: type) {
        let emptyRings = known.emptyRings
        return try known.withShape { shape throws(FormatError) in try body(shape, emptyRings) }
      }
      let size = handle.pointee.panRecSize[record]
      throw FormatError(
        path: path, row: record + 1,
        reason: "the parts and vertices that the shape says it has do not fit its \(size) bytes",
        remedy: "the file is damaged: export it again")
    }
    defer { SHPDestroyObject(shape) }
    let own = shape.pointee.nSHPType
    if own == SHPT_NULL { return try body(nil, 0) }
    guard own == type.rawValue else {
      throw FormatError(
        path: path, row: record + 1,
        reason: "the shape's type is \(own), and the file's \(type.rawValue)",
        remedy: "the file is damaged: export it again")
    }
    try body(shape, 0)
  }

  /// The content of a record, from its type on; empty when it cannot be read.
  private func bytes(ofRecord record: Int) -> [UInt8] {
    let file = handle.pointee
    let (start, size) = (file.panRecOffset[record], file.panRecSize[record])
    guard file.sHooks.FSeek(file.fpSHP, SAOffset(start) + 8, 0) == 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    let read = bytes.withUnsafeMutableBytes {
      file.sHooks.FRead($0.baseAddress, 1, SAOffset(size), file.fpSHP)
    }
    return read == SAOffset(size) ? bytes : []
  }
}

/// What a file's shapes are.
enum ShapefileType: Int32 {
  case null = 0
  case point = 1
  case line = 3
  case polygon = 5
  case multiPoint = 8
  case pointZ = 11
  case lineZ = 13
  case polygonZ = 15
  case multiPointZ = 18
  case pointM = 21
  case lineM = 23
  case polygonM = 25
  case multiPointM = 28
  case multiPatch = 31

  /// The kind of a shape of one part.
  var kind: GeometryKind {
    switch self {
    case .null, .multiPatch: .null
    case .point, .pointZ, .pointM: .point
    case .line, .lineZ, .lineM: .lineString
    case .polygon, .polygonZ, .polygonM: .polygon
    case .multiPoint, .multiPointZ, .multiPointM: .multiPoint
    }
  }

  var hasZ: Bool { (11...18).contains(rawValue) }
}

/// The 100 bytes that `.shp` and `.shx` start with.
struct ShapefileHeader {
  static let size = 100
  let type: Int32
  /// The true size in bytes.
  let fileSize: Int

  /// How many shapes an index of this size has room for.
  var shapeCapacity: Int { (fileSize - Self.size) / 8 }

  /// - Throws: `FormatError` when it is not such a header, or speaks of bytes that are not there.
  init(path: String) throws(FormatError) {
    let head = try InputFile.head(of: path, count: Self.size)
    fileSize = head.fileSize
    guard head.bytes.count == Self.size, head.bytes.starts(with: [0, 0, 0x27, 0x0A]) else {
      throw FormatError(
        path: path,
        reason: "this is not part of a Shapefile: it does not start with the number 9994",
        remedy: "check the file, or give it the ending of its format")
    }
    func number(_ offset: Int) -> UInt32 {
      head.bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    type = Int32(bitPattern: number(32).byteSwapped)
    let stated = 2 * Int(number(24))
    guard stated <= fileSize else {
      throw FormatError(
        path: path,
        reason: "its header says \(stated) bytes, and it has \(fileSize)",
        remedy: "the file is cut off or damaged: export it again")
    }
    guard stated >= Self.size else {
      throw FormatError(
        path: path, reason: "its header says \(stated) bytes, fewer than the header's own",
        remedy: "the file is damaged: export it again")
    }
  }
}
