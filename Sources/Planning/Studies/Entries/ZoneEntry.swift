/// The areas that results are given for.
public struct ZoneEntry: Sendable {
  /// A reference, as `LayerLoader` takes it.
  public var source: String
  /// The attribute that identifies a zone; nil takes the feature id.
  public var id: String?
  /// The attribute that names a zone; nil goes by the rule of all layers.
  public var name: String?
  /// The attribute that counts a zone's people.
  public var population: String?
  /// How many zones there should be; nil does not check.
  public var expected: Int?
  /// How many people the zones should have together; nil does not check.
  public var expectedPopulation: Int?
  /// Which features are zones; all unless it has conditions.
  public var filter: AttributeFilter
  /// The reference system of a file that names none, `EPSG:2154`.
  public var crs: String?
  /// How exact the borders are, metres, in place of what features or catalogue say.
  public var accuracyMeters: Double?

  /// Zones from a layer, told apart by an attribute or by their feature ids.
  public init(
    source: String, id: String? = nil, name: String? = nil, population: String? = nil,
    expected: Int? = nil, expectedPopulation: Int? = nil,
    filter: AttributeFilter = AttributeFilter(), accuracyMeters: Double? = nil
  ) {
    self.source = source
    self.id = id
    self.name = name
    self.population = population
    self.expected = expected
    self.expectedPopulation = expectedPopulation
    self.filter = filter
    self.accuracyMeters = accuracyMeters
  }
}
