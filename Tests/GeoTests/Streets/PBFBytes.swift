/// Writes small OSM PBF files, blocks uncompressed, to test the reader without other tools.
///
/// **Source:** OpenStreetMap wiki, "PBF Format".
struct PBFBytes {
  private(set) var bytes: [UInt8] = []
  /// Where each block ends.
  private(set) var ends: [Int] = []

  /// - Parameter bounds: west, east, north and south in degrees, for the head.
  init(_ text: OSMText, bounds: [Double]? = nil) {
    // HeaderBlock: bbox = 1 in 1e-9 degrees, required_features = 4.
    let box = bounds?.enumerated().flatMap { i, degrees in
      Self.field(UInt64(i + 1), zigzag: Int64((degrees * 1e9).rounded()))
    }
    append("OSMHeader", (box.map { Self.message(1, $0) } ?? []) + Self.text(4, "OsmSchema-V0.6"))
    var strings = [""]
    func number(_ text: String) -> Int {
      if let known = strings.firstIndex(of: text) { return known }
      strings.append(text)
      return strings.count - 1
    }
    var nodes: [UInt8] = []
    for node in text.nodes {
      let tags = node.tags.sorted { $0.key < $1.key }
      var one = Self.field(1, zigzag: node.id)
      one += Self.packed(2, tags.map { number($0.key) })
      one += Self.packed(3, tags.map { number($0.value) })
      one += Self.field(8, zigzag: Int64((node.lat * 1e7).rounded()))
      one += Self.field(9, zigzag: Int64((node.lon * 1e7).rounded()))
      nodes += Self.message(1, one)
    }
    var ways: [UInt8] = []
    for way in text.ways {
      let tags = way.tags.sorted { $0.key < $1.key }
      var one = Self.varint(1 << 3) + Self.varint(UInt64(way.id))
      one += Self.packed(2, tags.map { number($0.key) })
      one += Self.packed(3, tags.map { number($0.value) })
      var before: Int64 = 0
      var refs: [UInt8] = []
      for ref in way.refs {
        refs += Self.varint(Self.zigzag(ref - before))
        before = ref
      }
      one += Self.message(8, refs)
      ways += Self.message(3, one)
    }
    let table = Self.message(1, strings.flatMap { Self.text(1, $0) })
    append("OSMData", table + Self.message(2, nodes))
    append("OSMData", table + Self.message(2, ways))
  }

  private mutating func append(_ type: String, _ content: [UInt8]) {
    // Blob: raw = 1. BlobHeader: type = 1, datasize = 3.
    let blob = Self.message(1, content)
    let header = Self.text(1, type) + Self.varint(3 << 3) + Self.varint(UInt64(blob.count))
    let length = UInt32(header.count)
    bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
    bytes += header + blob
    ends.append(bytes.count)
  }

  private static func varint(_ value: UInt64) -> [UInt8] {
    var rest = value
    var bytes: [UInt8] = []
    repeat {
      bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return bytes
  }

  private static func zigzag(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: (value << 1) ^ (value >> 63))
  }

  private static func field(_ number: UInt64, zigzag value: Int64) -> [UInt8] {
    varint(number << 3) + varint(zigzag(value))
  }

  private static func message(_ number: UInt64, _ content: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(UInt64(content.count)) + content
  }

  private static func text(_ number: UInt64, _ text: String) -> [UInt8] {
    message(number, Array(text.utf8))
  }

  private static func packed(_ number: UInt64, _ values: [Int]) -> [UInt8] {
    message(number, values.flatMap { varint(UInt64($0)) })
  }
}
