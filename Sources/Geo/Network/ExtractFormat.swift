#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The formats of OpenStreetMap extracts, by their names in libosmium.
enum ExtractFormat: String {
  case xml = "osm"
  case gzippedXML = "osm.gz"
  case bzippedXML = "osm.bz2"
  case pbf = "pbf"

  var title: String {
    switch self {
    case .xml: "OSM XML file"
    case .gzippedXML: "gzipped OSM XML file"
    case .bzippedXML: "bzipped OSM XML file"
    case .pbf: "OSM PBF file"
    }
  }

  /// Tells the format by the first bytes.
  /// - Throws: `FormatError` when they are none of an extract.
  init(of path: String) throws(FormatError) {
    let start = Self.firstBytes(of: path)
    if start.starts(with: [0x1F, 0x8B]) {
      self = .gzippedXML
    } else if start.starts(with: Array("BZh".utf8)) {
      self = .bzippedXML
    } else if Self.isXML(start) {
      self = .xml
    } else if Self.isPBF(start) {
      self = .pbf
    } else {
      throw FormatError(
        path: path,
        reason: start.isEmpty ? "the file is empty" : "this is no OpenStreetMap extract",
        remedy: "give a file of type .osm, .osm.gz, .osm.bz2 or .osm.pbf")
    }
  }

  private static func isXML(_ bytes: [UInt8]) -> Bool {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "<")
  }

  /// The length of a header in four bytes, then its first field, the type: a text.
  private static func isPBF(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 15 && bytes[0] == 0 && bytes[1] == 0 && bytes[4] == 0x0A && bytes[5] == 9
      && bytes[6..<15].elementsEqual("OSMHeader".utf8)
  }

  private static func firstBytes(of path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, 64))
    }
  }
}
