/// Something in a text that RFC 8259 (JSON) or RFC 7946 (GeoJSON) does not allow, or advises
/// against: what, where, in which feature.
public struct StructureFault: Sendable, Equatable {
  /// What kind of fault it is.
  public enum Kind: Int, Sendable, CaseIterable {
    /// The text breaks the grammar of JSON, or is not UTF-8.
    case notJSON
    /// JSON, but its root is no GeoJSON object.
    case notGeoJSON
    /// A member that must be there is not.
    case missingMember
    /// A member holds a value of a type, or a name, that it cannot have.
    case mistypedMember
    /// A member that decides what an object means stands twice.
    case ambiguousMember
    /// A member that RFC 7946, section 7.1, forbids in such an object.
    case forbiddenMember
    /// Coordinates are nested too deep or not deep enough.
    case wrongNesting
    /// A line, a ring or a position has too few members.
    case tooFewPositions
    /// A ring has no position at all.
    case emptyRing
    /// The last position of a ring differs from its first.
    case unclosedRing
    /// NaN, an infinity, or a number too large for a double.
    case nonFiniteNumber
    /// A bbox that disagrees with the coordinates.
    case wrongBoundingBox
    /// A name stands twice in one object.
    case duplicateKey
    /// A member `crs`, which RFC 7946 has removed.
    case legacyCRS
    /// Positions with more than three numbers.
    case extraOrdinates
    /// A collection of geometries inside another.
    case nestedCollection
    /// Values nested so deep that readers refuse them.
    case tooDeep
    /// A byte order mark before the text.
    case byteOrderMark
    /// A geometry that is not wrapped in a feature.
    case bareGeometry
  }

  /// Which rule is broken.
  public var kind: Kind
  /// A sentence without its full stop.
  public var message: String
  /// The byte in the text where it stands.
  public var offset: Int
  /// The feature's place in the file, counted from 0; nil outside any.
  public var feature: Int?

  /// A fault at a byte of the text.
  public init(_ kind: Kind, _ message: String, offset: Int, feature: Int? = nil) {
    self.kind = kind
    self.message = message
    self.offset = offset
    self.feature = feature
  }
}

/// How many decimals the ordinates of a text have.
public struct DecimalUse: Sendable, Equatable {
  /// How many positions have that many decimals, by the larger of x and y; the last slot counts
  /// all that have more.
  public internal(set) var counts: [Int]
  /// Where the first of them stands.
  public internal(set) var firstOffsets: [Int]

  static let slots = 32

  init() {
    counts = Array(repeating: 0, count: Self.slots)
    firstOffsets = counts
  }

  /// How many positions there are.
  public var total: Int { counts.reduce(0, +) }

  /// Positions with more decimals than that: how many, the most that one has, and where the first
  /// stands; nil when there are none.
  public func beyond(_ limit: Int) -> (count: Int, most: Int, offset: Int)? {
    let used = counts.indices.dropFirst(limit + 1).filter { counts[$0] > 0 }
    guard let most = used.last else { return nil }
    let count = used.reduce(0) { $0 + counts[$1] }
    return (count, most, used.map { firstOffsets[$0] }.min() ?? 0)
  }
}
