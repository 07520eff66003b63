/// Where people live: a layer, and the attribute that counts them.
public struct PeopleEntry: Sendable, Equatable {
  /// A reference, as `LayerLoader` takes it; nil when the zones count their own.
  public var source: String?
  /// The attribute that counts people.
  public var field: String

  /// People from a layer, or from the zones when no source is named.
  public init(source: String?, field: String) {
    self.source = source
    self.field = field
  }
}
