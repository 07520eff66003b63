internal import CSimdJSON
internal import Foundation
internal import GeoCore

/// From the bytes of a GeoJSON file to a `StructureScan`.
enum GeoJSONScan {
  /// A sequence is given up after that many records in a row that are no JSON.
  private static let mostBrokenRecords = 100

  /// Coordinates and offsets of any text of that length, and the text.
  /// - Throws: `FormatError` of kind `internalFailure` when there is not so much memory.
  static func requireMemory(for source: LayerSource) throws(FormatError) {
    let size = InputFile.size(of: source.path)
    try MemoryBudget.require(reserved: 7 * size, used: 2 * size, toRead: source.path)
  }

  /// - Parameter bytes: the text and `GeoJSONReader.padding` zero bytes.
  static func scan(
    _ bytes: consuming [UInt8], isSequence: Bool, source: LayerSource, options: ReadOptions
  ) -> StructureScan {
    let count = bytes.count - GeoJSONReader.padding
    var decimals = DecimalUse()
    var scanned: GeoJSONScanner?
    var offsets: [Int32] = []
    let capacity = ScannedShapes.capacity(forText: count)
    let coordinates = [Double](unsafeUninitializedCapacity: capacity) { buffer, used in
      guard let xy = buffer.baseAddress else { return }
      let scanner = scan(
        &bytes, count: count, isSequence: isSequence, coordinates: xy, decimals: &decimals)
      used = 2 * scanner.shapes.vertexCount
      offsets = scanner.shapes.vertexOffsets
      scanned = scanner
    }
    let statesAccuracy = ByteSearch.contains(
      StructureScan.accuracyMember, in: bytes, anchor: UInt8(ascii: "_"))
    let idColumn = bytes.withUnsafeBufferPointer { text in
      scanned.flatMap { scanned -> Column? in
        guard scanned.ids.allSatisfy({ $0 == nil }) else { return nil }
        return scanned.propertyIDs.column(
          of: scanned.ids.count, in: UnsafeBufferPointer(rebasing: text[..<count]))
      }
    }
    let text = TextIndex(bytes, count: count)
    guard let scanned else { return empty(source, text) }
    var geometries = Geometries(crs: .wgs84)
    geometries.coordinates = coordinates
    geometries.kinds = scanned.shapes.kinds
    geometries.partOffsets = scanned.shapes.partOffsets
    geometries.ringOffsets = scanned.shapes.ringOffsets
    geometries.vertexOffsets = offsets
    geometries.members = scanned.shapes.members
    var found = finish(
      scanned, geometries: geometries, decimals: decimals, text: text, source: source,
      options: options)
    found.statesAccuracy = statesAccuracy
    found.idColumn = idColumn
    return found
  }

  // MARK: The text

  private static func scan(
    _ bytes: inout [UInt8], count: Int, isSequence: Bool,
    coordinates: UnsafeMutablePointer<Double>, decimals: inout DecimalUse
  ) -> GeoJSONScanner {
    let badByte = firstBadByte(bytes, count: count)
    return bytes.withUnsafeMutableBufferPointer { text in
      decimals.counts.withUnsafeMutableBufferPointer { counts in
        decimals.firstOffsets.withUnsafeMutableBufferPointer { offsets in
          GeoJSONScanner.exactPowersOfTen.withUnsafeBufferPointer { powers in
            // None of the four is empty.
            var scanner = GeoJSONScanner(
              base: text.baseAddress!, end: count, coordinates: coordinates,
              decimalCounts: counts.baseAddress!, decimalOffsets: offsets.baseAddress!,
              powersOfTen: powers.baseAddress!)
            if let badByte {
              scanner.note(
                .notJSON, "the text is not UTF-8 from here on: convert it (iconv -t utf-8)",
                at: badByte)
            }
            if isSequence {
              sequence(&scanner, count: count)
            } else {
              _ = scanner.document()
            }
            scanner.freeKeys()
            return scanner
          }
        }
      }
    }
  }

  private static func firstBadByte(_ bytes: [UInt8], count: Int) -> Int? {
    let isSound = bytes.withUnsafeBytes { text in
      cs_is_utf8(text.baseAddress?.assumingMemoryBound(to: CChar.self), count)
    }
    return isSound ? nil : bytes[..<count].firstInvalidUTF8
  }

  /// Reads records one by one. While a record is read, a zero stands in place of its separator.
  private static func sequence(_ scanner: inout GeoJSONScanner, count: Int) {
    scanner.skipMark()
    let base = scanner.base
    var start = scanner.at
    while start < count, GeoJSONScanner.isBlank(base[start]) { start += 1 }
    let separator: UInt8 = start < count && base[start] == 0x1E ? 0x1E : 0x0A
    start = scanner.at
    var brokenInARow = 0
    while start < count, brokenInARow < mostBrokenRecords {
      let found = memchr(base + start, Int32(separator), count - start)
      let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? count
      let separatorByte = base[end]
      base[end] = 0
      defer { base[end] = separatorByte }
      scanner.at = start
      scanner.end = end
      scanner.skipBlanks()
      if scanner.at < end { brokenInARow = scanner.record() ? 0 : brokenInARow + 1 }
      start = end + 1
    }
    guard brokenInARow >= mostBrokenRecords else { return }
    scanner.note(
      .notJSON, "\(mostBrokenRecords) records in a row are no JSON: what follows is not looked at",
      at: min(start, count))
  }

  // MARK: The layer

  private static func empty(_ source: LayerSource, _ text: TextIndex) -> StructureScan {
    StructureScan(
      layer: Layer(name: source.stem, geometries: Geometries(crs: .wgs84), path: source.path),
      unreadable: [], faults: [], furtherFaults: [:], featureOffsets: [], decimals: DecimalUse(),
      text: text)
  }

  private static func finish(
    _ scanner: GeoJSONScanner, geometries: Geometries, decimals: DecimalUse, text: TextIndex,
    source: LayerSource, options: ReadOptions
  ) -> StructureScan {
    var scanner = scanner
    var geometries = geometries
    var notices: [String] = []
    let elevated = scanner.shapes.elevatedVertices
    if elevated > 0, elevated == geometries.vertexCount {
      geometries.elevations = scanner.shapes.elevations
    } else if elevated > 0 {
      notices.append(
        "elevations dropped: only \(elevated) of \(geometries.vertexCount) positions have one")
    }
    var emptyRings: [Int: Int] = [:]
    if scanner.faultCounts[StructureFault.Kind.emptyRing.rawValue] > 0 {
      (geometries, emptyRings) = geometries.withoutEmptyRings()
    }
    let extra = scanner.extraOrdinates
    if extra.count > 0 {
      scanner.feature = extra.feature
      scanner.note(
        .extraOrdinates, "\(extra.count) positions have more than three numbers, from here on",
        at: extra.first)
    }
    let (systemName, usesGiven) = setSystem(
      &geometries, &scanner, &notices, text: text, source: source, options: options)
    var layer = Layer(
      name: source.layerName ?? source.stem, geometries: geometries, ids: scanner.ids,
      path: source.path)
    layer.notices = notices
    layer.isReadInGivenCRS = usesGiven
    layer.emptyRings = emptyRings
    var further: [StructureFault.Kind: Int] = [:]
    for kind in StructureFault.Kind.allCases {
      let more = scanner.faultCounts[kind.rawValue] - GeoJSONScanner.mostFaults
      if more > 0 { further[kind] = more }
    }
    let faults = scanner.faults.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    if let notice = GeoJSONReader.placeNotice(count: scanner.places) {
      layer.notices.append(notice)
    }
    var scan = StructureScan(
      layer: layer, unreadable: scanner.unreadable, faults: faults.map(\.element),
      furtherFaults: further, featureOffsets: scanner.featureOffsets, decimals: decimals,
      systemName: systemName, text: text)
    scan.propertyNameCount = scanner.propertyNames.count
    scan.propertyCount = scanner.propertyCount
    return scan
  }

  /// Decides on the coordinate reference system as the reader does, and gives its name, and whether
  /// coordinates are taken to be in the system of the caller.
  private static func setSystem(
    _ geometries: inout Geometries, _ scanner: inout GeoJSONScanner, _ notices: inout [String],
    text: TextIndex, source: LayerSource, options: ReadOptions
  ) -> (name: String?, usesGiven: Bool) {
    var base: (crs: CRS, name: String)?
    var named = GeoJSONSystems.Outcome()
    let isRequired = options.requiresCRS && options.crs == nil
    do {
      base = try scanner.crs.flatMap {
        try GeoJSONReader.system(
          ofMember: Data(text.bytes[$0]), path: source.path, isRequired: isRequired)
      }
      named = try systems(of: scanner, text).apply(
        to: &geometries, base: base, given: options.crs, path: source.path, isRequired: isRequired,
        threads: options.threads)
    } catch let error as FormatError {
      scanner.feature = nil
      let place = scanner.systems.first?.text ?? scanner.crs ?? 0..<0
      scanner.note(.mistypedMember, error.reason, at: place.lowerBound)
    } catch {
      scanner.feature = nil
      scanner.note(.mistypedMember, "\(error)", at: scanner.crs?.lowerBound ?? 0)
    }
    if named.crs == nil, let given = options.crs, !geometries.box.couldBeDegrees {
      geometries.crs = given
      notices.append("no longitudes and latitudes: read in \(given), as asked for")
    }
    return (named.name, named.usesGiven)
  }

  private static func systems(of scanner: GeoJSONScanner, _ text: TextIndex) -> GeoJSONSystems {
    var result = GeoJSONSystems()
    var places: [Data: Int] = [:]
    for one in scanner.systems {
      let member = Data(text.bytes[one.text])
      let place = places[member] ?? result.members.count
      if place == result.members.count {
        result.members.append(member)
        places[member] = place
      }
      result.runs.append(.init(vertices: one.vertices, member: place, feature: one.feature))
    }
    return result
  }
}
