internal import CSimdJSON
internal import Foundation
internal import GeoCore

/// GeoJSON text to a layer, by way of simdjson's on-demand parser.
///
/// **Strict:** what RFC 7946 calls wrong is an error with line and column. **Z:** kept when every
/// position has it, else dropped with a notice; further numbers are dropped with a notice.
/// **CRS:** WGS 84, or what legacy `crs` members say (`GeoJSONSystems`), with a notice.
/// **Collections:** members are flattened to one level. **Rings without a position** are left out,
/// a shell with its holes, and counted.
enum GeoJSONReader {
  /// How many bytes must follow the text in memory.
  static var padding: Int { cs_padding() }

  /// Reads a FeatureCollection, a Feature or a geometry. `bytes` ends with the padding.
  static func document(
    _ bytes: consuming [UInt8], source: LayerSource, options: ReadOptions
  ) throws -> Layer {
    let reader = Handle()
    if options.closesRings { cs_close_rings(reader.pointer) }
    if options.takesShortLines { cs_take_short_lines(reader.pointer) }
    let text = 0..<(bytes.count - padding)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let values = try valuesNeeded(bytes, source.path)
    let buffers = try Buffers(reader, values: values) {
      let isRead = bytes.withUnsafeBytes { buffer in
        guard let base = buffer.bindMemory(to: CChar.self).baseAddress else { return false }
        return cs_read_document(reader.pointer, base + start, text.count - start, start)
      }
      guard isRead else { throw reader.error(in: bytes[text], path: source.path) }
    }
    // From here on the text would only take room.
    bytes = []
    return try layer(from: reader, buffers, source: source, options: options)
  }

  /// Reads features separated by newlines, or by record separators (RFC 8142).
  static func sequence(
    _ bytes: consuming [UInt8], source: LayerSource, options: ReadOptions
  ) throws -> Layer {
    let reader = Handle()
    if options.closesRings { cs_close_rings(reader.pointer) }
    if options.takesShortLines { cs_take_short_lines(reader.pointer) }
    let text = 0..<(bytes.count - padding)
    let hasSeparators = bytes[text].first { !isBlank($0) } == 0x1E
    let separator: UInt8 = hasSeparators ? 0x1E : 0x0A
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let values = try valuesNeeded(bytes, source.path)
    let buffers = try Buffers(reader, values: values) {
      let isRead = bytes.withUnsafeBytes { buffer in
        guard let base = buffer.bindMemory(to: CChar.self).baseAddress else { return true }
        while position < text.count {
          let rest = text.count - position
          let found = memchr(base + position, Int32(separator), rest)
          let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? text.count
          if !buffer[position..<end].allSatisfy(isBlank),
            !cs_read_record(reader.pointer, base + position, end - position, position)
          {
            return false
          }
          position = end + 1
        }
        return true
      }
      guard isRead else { throw reader.error(in: bytes[text], path: source.path) }
    }
    // From here on the text would only take room.
    bytes = []
    return try layer(from: reader, buffers, source: source, options: options)
  }

  /// How many values each array of geometries needs room for.
  ///
  /// Any text has room in as many as half its bytes; memory that is not touched costs nothing. Where
  /// limits count what is reserved, or much of it would be used, brackets are counted first: every
  /// position and every ring has one.
  /// - Throws: `FormatError` of kind `internalFailure` when there is not enough memory.
  private static func valuesNeeded(_ bytes: [UInt8], _ path: String) throws(FormatError) -> Int {
    let most = cs_values(bytes.count)
    // The parser's list of structure, and its room for strings; attributes may be all of the text.
    let parser = 6 * bytes.count
    let whole = parser + bytes.count + 20 * most
    if MemoryBudget.hasPlenty(reserved: whole, used: whole) { return most }
    var brackets = 0
    for byte in bytes where byte == UInt8(ascii: "[") { brackets += 1 }
    let values = min(most, 2 * brackets + 16)
    try MemoryBudget.require(
      reserved: parser + bytes.count + 20 * values, used: bytes.count + 12 * values, toRead: path)
    return values
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  // MARK: From the C buffers

  private static func layer(
    from reader: Handle, _ buffers: Buffers, source: LayerSource, options: ReadOptions
  ) throws -> Layer {
    var notices: [String] = []
    var geometries = geometries(from: reader, buffers, crs: .wgs84, notices: &notices)
    // One that is given stands in for what PROJ does not know.
    let isRequired = options.requiresCRS && options.crs == nil
    let systems = try systems(from: reader).apply(
      to: &geometries, base: try base(from: reader, path: source.path, isRequired: isRequired),
      given: options.crs, path: source.path, isRequired: isRequired, threads: options.threads)
    let named = systems.crs
    notices = systems.notices + notices
    var emptyRings: [Int: Int] = [:]
    if cs_empty_rings(reader.pointer) > 0 {
      (geometries, emptyRings) = geometries.withoutEmptyRings()
    }
    // A CRS given by the caller is for numbers that cannot be what RFC 7946 says they are.
    if named == nil, let given = options.crs, !geometries.box.couldBeDegrees {
      geometries.crs = given
      notices.append("no longitudes and latitudes: read in \(given), as asked for")
    }
    var layer = Layer(
      name: source.layerName ?? source.stem, geometries: geometries,
      attributes: table(CS_PROPERTIES, of: reader, rowCount: geometries.count),
      ids: ids(from: reader, count: geometries.count), path: source.path)
    layer.isReadInGivenCRS = systems.usesGiven
    if layer.crs == .wgs84 { try requireDegrees(layer) }
    layer.featureMembers = table(CS_FEATURE_MEMBERS, of: reader, rowCount: geometries.count)
    let collection = table(CS_COLLECTION_MEMBERS, of: reader, rowCount: 1)
    layer.foreignMembers = collection.columns.map { (name: $0.name, json: $0.json(0)) }
    for column in collection.columns where column.kinds[0] == .string {
      if column.name == "title" { layer.title = column.string(0) }
      if column.name == "description" { layer.abstract = column.string(0) }
    }
    let duplicates = cs_duplicate_keys(reader.pointer)
    if duplicates > 0 {
      notices.append("\(duplicates) property names stand twice in one feature; the last one holds")
    }
    let places = layer.featureMembers["place"]
    let placed = places.map { places in places.kinds.count { $0 == .json } } ?? 0
    if let notice = placeNotice(count: placed) { notices.append(notice) }
    layer.notices = notices
    layer.emptyRings = emptyRings
    var closed = 0
    let features = cs_get_closed_rings(reader.pointer, &closed)
    for feature in array(features, closed) { layer.closedRings[Int(feature), default: 0] += 1 }
    if let box = options.box {
      let chosen = (0..<layer.count).filter { geometries.box(ofFeature: $0).meets(box) }
      if chosen.count < layer.count { layer = layer.selecting(chosen) }
    }
    return layer
  }

  /// What is said of features with a `place`, which OGC Features and Geometries JSON (JSON-FG, OGC
  /// 21-045) has beside `geometry` for systems other than WGS 84; nil when there are none.
  static func placeNotice(count: Int) -> String? {
    count == 0
      ? nil
      : "JSON-FG: the member \"place\" of \(count) features, in the system of \"coordRefSys\", is not"
        + " read; their \"geometry\" is (convert with ogr2ogr 3.8 or newer when that is null)"
  }

  private static func geometries(
    from reader: Handle, _ buffers: Buffers, crs: CRS, notices: inout [String]
  ) -> Geometries {
    let flat = cs_get_geometries(reader.pointer)
    var result = Geometries(crs: crs)
    result.coordinates = buffers.coordinates
    result.kinds = [GeometryKind](unsafeUninitializedCapacity: flat.feature_count) {
      buffer, count in
      for i in 0..<flat.feature_count {
        buffer.initializeElement(at: i, to: GeometryKind(rawValue: flat.kinds[i]) ?? .null)
      }
      count = flat.feature_count
    }
    result.partOffsets = array(flat.part_offsets, flat.part_offset_count)
    result.ringOffsets = buffers.ringOffsets
    result.vertexOffsets = buffers.vertexOffsets
    for i in stride(from: 0, to: flat.member_value_count, by: 3) {
      let kind = GeometryKind(rawValue: UInt8(truncatingIfNeeded: flat.members[i + 1])) ?? .null
      let member = Geometries.Member(kind: kind, partCount: Int(flat.members[i + 2]))
      result.members[Int(flat.members[i]), default: []].append(member)
    }
    defer { cs_release_elevations(reader.pointer) }
    let vertices = flat.coordinate_count / 2
    if flat.elevated_vertices > 0 {
      if flat.elevation_count == vertices {
        result.elevations = array(flat.elevations, flat.elevation_count)
      } else {
        notices.append(
          "elevations dropped: only \(flat.elevated_vertices) of \(vertices) positions have one")
      }
    }
    if flat.extra_ordinates > 0 {
      notices.append(
        "\(flat.extra_ordinates) positions have more than three numbers; the rest is dropped")
    }
    return result
  }

  private static func table(_ which: cs_table, of reader: Handle, rowCount: Int) -> Attributes {
    var result = Attributes(rowCount: rowCount)
    for index in 0..<cs_column_count(reader.pointer, which) {
      let raw = cs_get_column(reader.pointer, which, index)
      let name = UnsafeRawBufferPointer(start: raw.name, count: raw.name_length)
      var column = Column(String(decoding: name, as: UTF8.self))
      column.kinds = (0..<raw.count).map { Column.Kind(rawValue: raw.kinds[$0]) ?? .json }
      column.ends = (0..<raw.count).map { Int(raw.ends[$0]) }
      column.bytes = array(raw.bytes, raw.byte_count)
      cs_release_column(reader.pointer, which, index)
      result.columns.append(column)
    }
    var size = 0
    let order = cs_get_order(reader.pointer, which, &size)
    var i = 0
    while let order, i < size {
      let length = Int(order[i + 1])
      result.order[Int(order[i])] = (0..<length).map { Int(order[i + 2 + $0]) }
      i += 2 + length
    }
    return result
  }

  private static func ids(from reader: Handle, count: Int) -> FeatureIDs {
    let table = table(CS_IDS, of: reader, rowCount: count)
    return table.columns.first.map { FeatureIDs($0) } ?? FeatureIDs(count: count)
  }

  private static func array<T>(_ pointer: UnsafePointer<T>?, _ count: Int) -> [T] {
    Array(UnsafeBufferPointer(start: pointer, count: count))
  }

  /// The large arrays of the geometries, filled by the C reader in place.
  private struct Buffers {
    var coordinates: [Double] = []
    var ringOffsets: [Int32] = []
    var vertexOffsets: [Int32] = []

    /// - Parameter read: makes the reader read, once.
    init(_ reader: Handle, values capacity: Int, _ read: () throws -> Void) throws {
      coordinates = try [Double](unsafeUninitializedCapacity: capacity) { xy, xyCount in
        ringOffsets = try [Int32](unsafeUninitializedCapacity: capacity) { rings, ringCount in
          vertexOffsets = try [Int32](unsafeUninitializedCapacity: capacity) {
            vertices, vertexCount in
            cs_lend(
              reader.pointer, xy.baseAddress, rings.baseAddress, vertices.baseAddress, capacity)
            try read()
            let flat = cs_get_geometries(reader.pointer)
            xyCount = flat.coordinate_count
            ringCount = flat.ring_offset_count
            vertexCount = flat.vertex_offset_count
          }
        }
      }
    }
  }

  /// Owns the C reader.
  final class Handle {
    let pointer: OpaquePointer

    init() { pointer = cs_create() }
    deinit { cs_free(pointer) }

    /// The reader's complaint with line and column.
    func error(in text: ArraySlice<UInt8>, path: String) -> FormatError {
      let raw = cs_last_error(pointer)
      let id = String(cString: raw.feature_id)
      var feature: String?
      if raw.feature >= 0 {
        feature = id.isEmpty ? "#\(raw.feature + 1)" : id.trimmingQuotes()
      }
      let remedy = String(cString: raw.remedy)
      var offset = min(raw.offset, text.count)
      let reason = String(cString: raw.reason)
      switch raw.failure {
      case CS_NO_MEMORY:
        return FormatError(
          path: path, reason: reason, remedy: "raise the limit, or cut the data into smaller files",
          kind: .internalFailure)
      case CS_NOT_UTF8: offset = text.firstInvalidUTF8 ?? offset
      case CS_CONTROL_CHARACTER: offset = text.firstControlInString ?? offset
      default: break
      }
      let before = text.prefix(offset)
      let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
      let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? before.startIndex
      let column = before.endIndex - lineStart + 1
      return FormatError(
        path: path, line: line, column: column, feature: feature, reason: reason,
        remedy: remedy.isEmpty ? nil : Remedy(remedy))
    }
  }
}

extension String {
  fileprivate func trimmingQuotes() -> String {
    hasPrefix("\"") ? JSONText.decode(Array(utf8)) : self
  }
}

extension ArraySlice<UInt8> {
  /// Where the first byte stands that is not part of UTF-8 text, from the slice's start.
  var firstInvalidUTF8: Int? {
    var decoder = UTF8()
    var iterator = makeIterator()
    var position = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): position += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return position
      }
    }
  }

  /// Where the first control character inside a string stands, from the slice's start.
  fileprivate var firstControlInString: Int? {
    var isInString = false
    var isEscaped = false
    for (position, byte) in enumerated() {
      if isInString, byte < 0x20 { return position }
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = isInString
      } else if byte == UInt8(ascii: "\"") {
        isInString.toggle()
      }
    }
    return nil
  }
}
