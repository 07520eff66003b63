internal import GeoCore

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
    } else if start.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "{") {
      throw FormatError(
        path: path, reason: "it is JSON, as Overpass writes it, which is not read here",
        remedy: "ask Overpass for XML ([out:xml], \"out geom;\"), or take an extract as .osm.pbf")
    } else if let packed = Self.otherPackings.first(where: { start.starts(with: $0.start) }) {
      throw FormatError(
        path: path, reason: "it is packed by \(packed.name), which is not read here",
        remedy: packed.remedy)
    } else {
      throw FormatError(
        path: path,
        reason: start.isEmpty ? "the file is empty" : "this is no OpenStreetMap extract",
        remedy: "give a file of type .osm, .osm.gz, .osm.bz2 or .osm.pbf")
    }
  }

  /// What else extracts come in, by their first bytes.
  private static let otherPackings: [(name: String, start: [UInt8], remedy: Remedy)] = [
    ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "unpack it first: xz -dk"),
    ("zstd", [0x28, 0xB5, 0x2F, 0xFD], "unpack it first: zstd -d"),
    ("lz4", [0x04, 0x22, 0x4D, 0x18], "unpack it first: lz4 -d"),
    ("7-Zip", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "unpack it first: 7z x"),
    ("zip", [0x50, 0x4B, 0x03, 0x04], "unpack it first: unzip"),
    ("o5m", [0xFF, 0xE0, 0x04], "turn it into PBF: osmconvert map.o5m -o=map.osm.pbf"),
  ]

  /// Refuses what is no map that can be read twice: pipes, and files whose name says that they hold
  /// changes or all versions.
  static func requireMap(_ path: String) throws(FormatError) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG,
      status.st_mode & S_IFMT != S_IFDIR
    {
      throw FormatError(
        path: path,
        reason: "it is a pipe or a device: an extract is read more than once, from its start",
        remedy: "write it to a file first", kind: .missingInput)
    }
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    let endings = name.split(separator: ".").dropFirst()
    if endings.contains("osc") { throw changesError(path) }
    if endings.contains("osh") { throw historyError(path) }
  }

  static func changesError(_ path: String) -> FormatError {
    FormatError(
      path: path, reason: "it holds changes of a map, not a map",
      remedy: "apply them to the map that they are of:"
        + " osmium apply-changes map.osm.pbf \(path) -o new.osm.pbf")
  }

  static func historyError(_ path: String) -> FormatError {
    FormatError(
      path: path, reason: "it holds all versions of its objects, not a map of one time",
      remedy: "take a snapshot: osmium time-filter \(path) -o snapshot.osm.pbf")
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
