/// A layer that is to be read: under which name, from where, which of its features, and what is known
/// of it that its file does not say.
public struct LayerEntry: Sendable {
  /// The name that columns carry.
  public var name: String
  /// A reference, as `LayerLoader` takes it.
  public var source: String
  /// Which features count; all unless it has conditions.
  public var filter: AttributeFilter
  /// The attribute that identifies features; nil goes by the rule of all layers.
  public var id: String?
  /// The attribute that names features; nil goes by the rule of all layers.
  public var label: String?
  /// The reference system of a file that names none, `EPSG:2154`.
  public var crs: String?
  /// How exact the borders are, metres, in place of what features or catalogue say.
  public var accuracyMeters: Double?

  /// A layer under a name; what is not given is as its file says.
  public init(
    name: String, source: String, filter: AttributeFilter = AttributeFilter(), id: String? = nil,
    label: String? = nil, accuracyMeters: Double? = nil
  ) {
    self.name = name
    self.source = source
    self.filter = filter
    self.id = id
    self.label = label
    self.accuracyMeters = accuracyMeters
  }
}
