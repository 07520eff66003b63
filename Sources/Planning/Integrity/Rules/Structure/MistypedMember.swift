import GeoFormats

/// A member has a value that it cannot have.
enum MistypedMember: FaultCheck {
  static let fault = StructureFault.Kind.mistypedMember
  static let rule = IntegrityRule(
    code: "S109", name: "mistyped-member", severity: .error,
    summary: "A member has a value that it cannot have.",
    explanation: """
      RFC 7946, sections 3 and 5: "features" is an array of Feature objects, "geometry" an \
      object or null, "properties" an object or null, "id" a string or a number, "bbox" an \
      array of 4 or 6 numbers, coordinates are arrays of numbers, and the names of types are \
      case-sensitive.
      """,
    remedy: "write the member as RFC 7946 wants it")
}
