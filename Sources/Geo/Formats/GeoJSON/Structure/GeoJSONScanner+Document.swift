internal import GeoCore

/// The root of a document: which GeoJSON object it is, and what is in it.
extension GeoJSONScanner {
  /// What the root is taken for.
  enum Root {
    case collection
    case feature
    case geometry
    /// JSON that is not GeoJSON.
    case other
  }

  /// Reads a document; false when it is no JSON to its end.
  mutating func document() -> Bool {
    skipMark()
    do throws(Stop) {
      skipBlanks()
      if isAtEnd { throw broken("the file is empty", at: 0) }
      try rejectOtherEncodings()
      try root(isRecord: false)
      skipBlanks()
      if !isAtEnd { throw unexpected(wanted: .end) }
    } catch {
      return false
    }
    if unreadable.isEmpty {
      isGeometryFaulty = false
      ringHasOddNumbers = false
      for box in documentBoxes { compare(box, withVerticesFrom: 0) }
    }
    return true
  }

  /// Reads the text up to `end` as one feature of a sequence; false when it is no JSON.
  mutating func record() -> Bool {
    do throws(Stop) {
      skipBlanks()
      try rejectOtherEncodings()
      try root(isRecord: true)
      skipBlanks()
      if !isAtEnd { throw unexpected(wanted: .end) }
    } catch {
      brackets.removeAll()
      keys.close(to: 0)
      feature = nil
      return false
    }
    return true
  }

  mutating func skipMark() {
    guard base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF else { return }
    note(.byteOrderMark, "a byte order mark stands before the text", at: 0)
    at = 3
  }

  private mutating func rejectOtherEncodings() throws(Stop) {
    let a = base[at]
    let b = base[at + 1]
    if a == 0xFF && b == 0xFE || a == 0xFE && b == 0xFF || a == 0 || b == 0 && at + 1 < end {
      throw broken("the text is UTF-16 or no text at all; GeoJSON wants UTF-8", at: at)
    }
    if a == 0x1F, b == 0x8B {
      throw broken("the file is compressed (gzip): unpack it first", at: at)
    }
  }

  // MARK: The root

  private mutating func root(isRecord: Bool) throws(Stop) {
    let start = at
    guard base[at] == Self.openBrace else { return try rootThatIsNoObject() }
    let found = probe()
    at = start
    if isRecord, found.root != .feature, found.root != .other {
      note(
        .notGeoJSON, "a record must be a Feature; this one is a \(found.name ?? "geometry")",
        at: found.offset)
      return try skipValue()
    }
    if let complaint = found.complaint { note(.notGeoJSON, complaint, at: found.offset) }
    switch found.root {
    case .collection: try collection(at: start)
    case .feature: try featureObject()
    case .geometry: try bareGeometry()
    case .other: try skipValue()
    }
  }

  private mutating func rootThatIsNoObject() throws(Stop) {
    let start = at
    let what = valueName
    let isArray = base[at] == Self.openBracket
    try skipValue()
    note(
      .notGeoJSON,
      "the root is \(what), not an object"
        + (isArray ? "; features belong into a FeatureCollection" : ""), at: start)
  }

  /// What was found out about a root.
  private struct Probe {
    var root: Root
    /// The name in "type", when it is one.
    var name: String?
    /// Where "type" stands, else the root.
    var offset: Int
    var complaint: String?
  }

  /// Finds out what the root is, mostly from its first member; nothing is noted.
  private mutating func probe() -> Probe {
    let start = at
    muted += 1
    defer { muted -= 1 }
    var found: (name: String?, what: String, offset: Int)?
    var names: Set<String> = []
    let depth = keys.depth
    do throws(Stop) {
      openObject()
      var isFirst = true
      while found == nil, let member = try nextMember(isFirst: &isFirst) {
        if member.meaning == .type {
          let offset = at
          let what = valueName
          if base[at] == Self.quote {
            found = (text(of: try string().range), what, offset)
          } else {
            found = (nil, what, offset)
          }
        } else {
          if names.count < 64 { names.insert(member.key.text) }
          try skipValue()
        }
      }
    } catch {
      // The text will be found to be no JSON when it is read for good.
      brackets.removeAll()
      keys.close(to: depth)
      if found == nil { return Probe(root: guess(names), name: nil, offset: start) }
    }
    keys.close(to: depth)
    guard let found else { return probe(withoutType: names, at: start) }
    return probe(name: found.name, what: found.what, names: names, at: found.offset)
  }

  private func probe(withoutType names: Set<String>, at start: Int) -> Probe {
    var complaint = "not GeoJSON: the root has no member \"type\""
    if names.contains("spatialReference") || names.contains("geometryType") {
      complaint += "; this looks like Esri JSON"
      return Probe(root: .other, name: nil, offset: start, complaint: complaint)
    }
    return Probe(root: guess(names), name: nil, offset: start, complaint: complaint)
  }

  private func probe(name: String?, what: String, names: Set<String>, at offset: Int) -> Probe {
    if name == "FeatureCollection" { return Probe(root: .collection, name: name, offset: offset) }
    if name == "Feature" { return Probe(root: .feature, name: name, offset: offset) }
    guard let name else {
      return Probe(
        root: guess(names.union(namesAhead(of: offset))), name: nil, offset: offset,
        complaint: "not GeoJSON: \"type\" must be the name of a GeoJSON type, not \(what)")
    }
    if GeometryKind.named(name) != nil { return Probe(root: .geometry, name: name, offset: offset) }
    let types = ["FeatureCollection", "Feature"] + GeometryKind.allCases.dropFirst().map(\.name)
    let lower = name.lowercased()
    guard let meant = types.first(where: { $0.lowercased() == lower }) else {
      let hint = name == "Topology" ? "; this is TopoJSON" : ""
      return Probe(
        root: .other, name: name, offset: offset,
        complaint: "unknown GeoJSON type \"\(name.prefix(40))\"\(hint)")
    }
    let root: Root =
      meant == "FeatureCollection" ? .collection : meant == "Feature" ? .feature : .other
    return Probe(
      root: root, name: name, offset: offset,
      complaint: "unknown GeoJSON type \"\(name)\"; names are case-sensitive: \(meant)")
  }

  /// The name of the first member behind a type that is none.
  private func namesAhead(of offset: Int) -> Set<String> {
    let piece = UnsafeBufferPointer(start: base + offset, count: min(64, end - offset))
    let text = String(decoding: piece, as: UTF8.self)
    return Set(["features", "geometry", "properties"].filter { text.contains("\"\($0)\"") })
  }

  private func guess(_ names: Set<String>) -> Root {
    if names.contains("features") { return .collection }
    if names.contains("geometry") || names.contains("properties") { return .feature }
    return .other
  }

  // MARK: Its members

  private mutating func bareGeometry() throws(Stop) {
    let mark = shapes.mark
    let start = at
    beginFeature(at: start)
    do throws(Stop) {
      try geometry(isMember: false, depth: 0)
    } catch {
      noteUnfinished(mark)
      throw error
    }
    try endFeature(from: mark)
    note(
      .bareGeometry, "a geometry without a feature around it has no id and no attributes", at: start
    )
  }

  private mutating func collection(at start: Int) throws(Stop) {
    var hasFeatures = false
    openObject()
    var isFirst = true
    while let member = try nextMember(isFirst: &isFirst) {
      switch member.meaning {
      case .features:
        if hasFeatures {
          note(
            .ambiguousMember, "the collection has two members \"features\"", at: member.offset)
          try skipValue()
          continue
        }
        hasFeatures = true
        try features()
      case .bbox:
        if member.isRepeated { noteRepeated(member) }
        if let box = try boundingBox() { documentBoxes.append(box) }
      case .crs:
        if member.isRepeated { noteRepeated(member) }
        crs = try legacyCRS(at: member.offset)
      case .coordinates, .geometries, .geometry, .properties:
        noteForbidden(member, in: "a FeatureCollection")
        try skipValue()
      default:
        if member.isRepeated { noteRepeated(member) }
        try skipValue()
      }
    }
    if !hasFeatures {
      note(.missingMember, "a FeatureCollection without the member \"features\"", at: start)
    }
  }

  private mutating func features() throws(Stop) {
    guard base[at] == Self.openBracket else {
      return try skipMistyped(#""features" must be an array of features"#)
    }
    at += 1
    var isFirst = true
    while try nextElement(isFirst: &isFirst) { try element() }
  }
}
