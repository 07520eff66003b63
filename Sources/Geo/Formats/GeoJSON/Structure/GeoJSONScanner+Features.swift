internal import GeoCore

/// Feature objects.
extension GeoJSONScanner {
  /// What has been read of a feature.
  private struct FeatureState {
    var hasType = false
    var hasGeometry = false
    var hasProperties = false
    var box: ScannedBox?
    /// The text of a member `crs`.
    var system: Range<Int>?
    /// Names that RFC 7946 gives no meaning, for guesses at what was meant.
    var foreign: [String] = []
  }

  /// Reads an element of `features`, whatever it is; `at` is on its first byte.
  mutating func element() throws(Stop) {
    if base[at] == Self.openBrace { return try featureObject() }
    let offset = at
    let what = valueName
    let mark = shapes.mark
    beginFeature(at: offset)
    do throws(Stop) {
      try skipValue()
    } catch {
      noteUnfinished(mark)
      throw error
    }
    noteInGeometry(.mistypedMember, "a Feature object must stand here, not \(what)", at: offset)
    try endFeature(from: mark)
  }

  /// Reads a feature; `at` is on its brace.
  mutating func featureObject() throws(Stop) {
    let start = at
    let mark = shapes.mark
    beginFeature(at: start)
    var state = FeatureState()
    do throws(Stop) {
      openObject()
      var isFirst = true
      while let member = try nextMember(isFirst: &isFirst) { try featureMember(member, &state) }
    } catch {
      noteUnfinished(mark)
      throw error
    }
    noteMissing(state, at: start)
    if let box = state.box { compare(box, withVerticesFrom: mark.vertices) }
    endSystem(state.system, firstVertex: mark.vertices)
    try endFeature(from: mark)
  }

  /// Gives up the geometry of a feature in which the text ceases to be JSON.
  mutating func noteUnfinished(_ mark: ScannedShapes.Mark) {
    guard let feature else { return }
    shapes.clearFeature(to: mark)
    unreadable.insert(feature)
    self.feature = nil
  }

  private mutating func featureMember(
    _ member: Member, _ state: inout FeatureState
  ) throws(Stop) {
    switch member.meaning {
    case .type:
      if member.isRepeated { noteRepeated(member) }
      state.hasType = true
      try featureType()
    case .geometry:
      if state.hasGeometry {
        noteInGeometry(
          .ambiguousMember, "a feature has two members \"geometry\"", at: member.offset)
        return try skipValue()
      }
      state.hasGeometry = true
      try geometryValue()
    case .properties:
      if state.hasProperties {
        note(.ambiguousMember, "a feature has two members \"properties\"", at: member.offset)
      }
      state.hasProperties = true
      try properties()
    case .id:
      if member.isRepeated { noteRepeated(member) }
      try identifier()
    case .bbox:
      if member.isRepeated { noteRepeated(member) }
      state.box = try boundingBox() ?? state.box
    case .coordinates, .geometries, .features:
      noteForbidden(member, in: "a Feature")
      try skipValue()
    case .crs:
      if member.isRepeated { noteRepeated(member) }
      state.system = try legacyCRS(at: member.offset)
    default:
      if member.isRepeated { noteRepeated(member) }
      if member.key.equals("place"), !isNull { places += 1 }
      if state.foreign.count < 8 { state.foreign.append(member.key.text) }
      try skipValue()
    }
  }

  private mutating func featureType() throws(Stop) {
    let offset = at
    guard base[at] == Self.quote else {
      return try skipMistyped(#""type" of a feature must be "Feature""#)
    }
    let range = try string().range
    if text(of: range) != "Feature" {
      note(
        .mistypedMember, "\"type\" of a feature must be \"Feature\", not \(shown(range))",
        at: offset)
    }
  }

  private mutating func properties() throws(Stop) {
    if base[at] == Self.openBrace || isNull {
      isInProperties = true
      defer { isInProperties = false }
      return try skipValue(free: 1)
    }
    try skipMistyped("properties must be an object or null")
  }

  private mutating func identifier() throws(Stop) {
    let offset = at
    let what = valueName
    let isText = base[at] == Self.quote
    let isNumber = Self.startsNumber(base[at])
    try skipValue()
    guard isText || isNumber else {
      return note(
        .mistypedMember, "a feature's id must be a string or a number, not \(what)", at: offset)
    }
    if isText {
      ids.replaceLast(by: FeatureID(text(of: offset..<at)))
    } else {
      let digits = UnsafeBufferPointer(start: base + offset, count: at - offset)
      ids.replaceLast(by: FeatureID(numberText: String(decoding: digits, as: UTF8.self)))
    }
  }

  private mutating func noteMissing(_ state: FeatureState, at start: Int) {
    if !state.hasType {
      note(.missingMember, "a feature without the member \"type\"", at: start)
    }
    if !state.hasGeometry {
      let hint = guess("geometry", among: state.foreign)
      noteInGeometry(
        .missingMember, "a feature without the member \"geometry\"\(hint)", at: start)
    }
    if !state.hasProperties {
      let hint = guess("properties", among: state.foreign)
      note(.missingMember, "a feature without the member \"properties\"\(hint)", at: start)
    }
  }

  /// Asks whether a foreign name is what was meant.
  private func guess(_ wanted: String, among names: [String]) -> String {
    let stem = String(wanted.prefix(6))
    let near = names.first { $0.lowercased().contains(stem) }
    return near.map { ": is \"\($0)\" meant?" } ?? ""
  }

  /// Notes a member that RFC 7946, section 7.1, forbids in that object.
  mutating func noteForbidden(_ member: Member, in object: String) {
    note(
      .forbiddenMember, "\(object) must not have a member \"\(member.key.text)\"", at: member.offset
    )
  }

  /// Notes a member `crs`, and gives the text of its value; `at` is on its first byte.
  mutating func legacyCRS(at offset: Int) throws(Stop) -> Range<Int> {
    let start = at
    try skipValue()
    note(
      .legacyCRS,
      "the member \"crs\" has been removed from GeoJSON; it is honoured here, by others it may"
        + " be overlooked", at: offset)
    return start..<at
  }
}
