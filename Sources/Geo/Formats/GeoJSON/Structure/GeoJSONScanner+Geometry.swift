internal import GeoCore

/// Geometry objects.
extension GeoJSONScanner {
  /// What has been read of a geometry object.
  private struct GeometryState {
    var kind: GeometryKind?
    /// Whether "type" stands there, right or wrong.
    var hasType = false
    var hasCoordinates = false
    var hasGeometries = false
    /// Coordinates or members that stand before the type, to be read once it is known.
    var coordinatesOffset: Int?
    var geometriesOffset: Int?
    var box: ScannedBox?
    /// The text of a member `crs`.
    var system: Range<Int>?
  }

  /// Reads the value of a member "geometry"; `at` is on its first byte.
  mutating func geometryValue() throws(Stop) {
    if isNull { return try skipValue() }
    guard base[at] == Self.openBrace else {
      return try skipMistyped("a geometry must be an object or null", inGeometry: true)
    }
    try geometry(isMember: false, depth: 0)
  }

  /// Reads a geometry object into the open feature; `at` is on its brace. Collections call this
  /// for their members, down to `deepestCollection`.
  mutating func geometry(isMember: Bool, depth: Int) throws(Stop) {
    let start = at
    let firstVertex = shapes.vertexCount
    if depth > Self.deepestCollection {
      noteInGeometry(
        .tooDeep, "geometry collections nested deeper than \(Self.deepestCollection) levels",
        at: start)
      return try skipValue()
    }
    var state = GeometryState()
    openObject()
    var isFirst = true
    while let member = try nextMember(isFirst: &isFirst) {
      try geometryMember(member, &state, isMember: isMember, depth: depth)
    }
    let end = at
    if let kind = state.kind {
      if kind != .geometryCollection, let offset = state.coordinatesOffset {
        at = offset
        try payload(of: kind, isMember: isMember, depth: depth)
      } else if kind == .geometryCollection, let offset = state.geometriesOffset {
        at = offset
        try payload(of: kind, isMember: isMember, depth: depth)
      }
      at = end
    }
    noteMissing(state, at: start)
    if let box = state.box { compare(box, withVerticesFrom: firstVertex) }
    endSystem(state.system, firstVertex: firstVertex)
  }

  private mutating func noteMissing(_ state: GeometryState, at start: Int) {
    guard let kind = state.kind else {
      isGeometryFaulty = true
      if !state.hasType {
        note(.missingMember, "a geometry without the member \"type\"", at: start)
      }
      return
    }
    if kind == .geometryCollection, !state.hasGeometries {
      noteInGeometry(
        .missingMember, "a GeometryCollection without the member \"geometries\"", at: start)
    } else if kind != .geometryCollection, !state.hasCoordinates {
      noteInGeometry(
        .missingMember, "a \(kind.name) without the member \"coordinates\"", at: start)
    }
  }

  private mutating func geometryMember(
    _ member: Member, _ state: inout GeometryState, isMember: Bool, depth: Int
  ) throws(Stop) {
    let meaning = member.meaning
    if member.isRepeated { noteRepeatedInGeometry(member) }
    switch meaning {
    case .type:
      state.hasType = true
      let kind = try geometryType()
      if state.kind == nil { state.kind = kind }
      if !isMember, let kind, !isGeometryFaulty { shapes.kinds[shapes.kinds.count - 1] = kind }
    case .coordinates, .geometries:
      let isCollection = meaning == .geometries
      let isRepeated = isCollection ? state.hasGeometries : state.hasCoordinates
      if isCollection { state.hasGeometries = true } else { state.hasCoordinates = true }
      if isRepeated { return try skipValue() }
      if let kind = state.kind, (kind == .geometryCollection) == isCollection {
        return try payload(of: kind, isMember: isMember, depth: depth)
      }
      if isCollection { state.geometriesOffset = at } else { state.coordinatesOffset = at }
      // Of an unknown type it is only known that it should be JSON.
      if state.kind == nil {
        try skipMuted()
      } else {
        try skipValue()
      }
    case .bbox: state.box = try boundingBox() ?? state.box
    case .geometry, .properties, .features:
      noteForbidden(member, in: "a geometry")
      try skipValue()
    case .crs: state.system = try legacyCRS(at: member.offset)
    default: try skipValue()
    }
  }

  /// Goes over a value that is read again later; numbers that are not finite are named then.
  private mutating func skipMuted() throws(Stop) {
    let before = (faults: faults.count, counts: faultCounts)
    try skipValue()
    // What is no JSON will not be found again by reading coordinates.
    let kept = faults[before.faults...].filter { $0.kind != .nonFiniteNumber }
    faults.removeLast(faults.count - before.faults)
    faults += kept
    faultCounts[StructureFault.Kind.nonFiniteNumber.rawValue] =
      before.counts[StructureFault.Kind.nonFiniteNumber.rawValue]
  }

  private mutating func noteRepeatedInGeometry(_ member: Member) {
    switch member.meaning {
    case .type, .coordinates, .geometries:
      noteInGeometry(
        .ambiguousMember, "a geometry has two members \"\(member.key.text)\"", at: member.offset)
    default: noteRepeated(member)
    }
  }

  private mutating func geometryType() throws(Stop) -> GeometryKind? {
    let offset = at
    guard base[at] == Self.quote else {
      try skipMistyped(#""type" must be the name of a geometry type"#, inGeometry: true)
      return nil
    }
    let range = try string().range
    let name = text(of: range)
    if let kind = GeometryKind.named(name) { return kind }
    let known = GeometryKind.allCases.dropFirst().first {
      $0.name.lowercased() == name.lowercased()
    }
    noteInGeometry(
      .mistypedMember,
      "unknown geometry type \(shown(range))"
        + (known.map { "; names are case-sensitive: \($0.name)" } ?? ""), at: offset)
    return nil
  }

  /// Reads coordinates, or the members of a collection.
  private mutating func payload(
    of kind: GeometryKind, isMember: Bool, depth: Int
  ) throws(Stop) {
    if kind == .geometryCollection {
      if isMember {
        note(
          .nestedCollection, "a GeometryCollection inside another, which RFC 7946 advises against",
          at: at)
      }
      return try members(depth: depth)
    }
    let parts = shapes.ringOffsets.count
    try coordinates(of: kind)
    if isMember, !isGeometryFaulty {
      let count = shapes.ringOffsets.count - parts
      let member = Geometries.Member(kind: kind, partCount: count)
      shapes.members[shapes.kinds.count - 1, default: []].append(member)
    }
  }

  private mutating func members(depth: Int) throws(Stop) {
    guard base[at] == Self.openBracket else {
      return try skipMistyped(#""geometries" must be an array of geometries"#, inGeometry: true)
    }
    at += 1
    var isFirst = true
    while try nextElement(isFirst: &isFirst) {
      if base[at] == Self.openBrace {
        try geometry(isMember: true, depth: depth + 1)
        continue
      }
      try skipMistyped("a geometry of a collection must be an object", inGeometry: true)
    }
  }
}

extension GeometryKind {
  /// The kind that GeoJSON gives that name; nil when there is none.
  static func named(_ name: String) -> GeometryKind? {
    allCases.first { $0.name == name && $0 != .null }
  }
}
