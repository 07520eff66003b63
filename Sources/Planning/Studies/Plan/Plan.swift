public import GeoCore
internal import GeoStreets

/// What to compute: zones, layers, analyses, outputs. Read from `plan.yaml`.
public struct Plan: Sendable {
  /// What results and summaries call the plan.
  public var title: String
  /// The areas that results are given for.
  public var zones: Zones
  /// The systems that areas and distances are measured in.
  public var measuring: Measuring
  /// In the order of the file, which is the order of columns.
  public var layers: [LayerEntry]
  /// Names of layers to be measured in each zone.
  public var coverage: [String]
  /// What shares are taken of: `zone`, `land`, or a layer's name.
  public var shareOf: String
  /// The layer of water that `land` leaves out.
  public var water: String?
  /// Where people live; nil when nobody is counted.
  public var people: People?
  /// How far zones lie from what; nil when that is not asked for.
  public var accessibility: Accessibility?
  /// The streets that accessibility follows; nil for straight lines.
  public var network: Network?
  /// The layers whose features are intersected, in the order of the file.
  public var overlaps: [OverlapEntry]
  /// The files to write; empty for all that the analyses make.
  public var outputs: [String]
  /// Where the plan stands, for messages and for paths relative to it.
  public var path: String
  /// The SHA-256 of the plan's bytes, as 64 hexadecimal digits.
  public var sha256: String

  /// The areas that results are given for.
  public struct Zones: Sendable {
    /// A reference, as `LayerLoader` takes it.
    public var source: String
    /// The attribute that identifies a zone; nil takes the feature id.
    public var id: String?
    /// The attribute that names a zone; nil goes by the rule of all layers.
    public var name: String?
    /// The attribute that counts a zone's people; nil when none does.
    public var population: String?
    /// How many zones there should be; nil does not check.
    public var expected: Int?
    /// How many people the zones should have together; nil does not check.
    public var expectedPopulation: Int?
    /// Which features are zones; all unless it has conditions.
    public var filter: AttributeFilter

    /// Zones from a layer, told apart by an attribute or by their feature ids.
    public init(
      source: String, id: String? = nil, name: String? = nil, population: String? = nil,
      expected: Int? = nil, expectedPopulation: Int? = nil,
      filter: AttributeFilter = AttributeFilter()
    ) {
      self.source = source
      self.id = id
      self.name = name
      self.population = population
      self.expected = expected
      self.expectedPopulation = expectedPopulation
      self.filter = filter
    }
  }

  /// Where people live.
  public struct People: Sendable, Equatable {
    /// A reference, as `LayerLoader` takes it.
    public var source: String
    /// The attribute that counts them.
    public var field: String
  }

  /// The systems that areas and distances are measured in; nil chooses by place.
  public struct Measuring: Sendable {
    /// An equal-area system in metres; nil chooses by place.
    public var areaCRS: CRS?
    /// A metric system; nil chooses by place.
    public var distanceCRS: CRS?

    /// Systems that are named, or chosen by place.
    public init(areaCRS: CRS? = nil, distanceCRS: CRS? = nil) {
      self.areaCRS = areaCRS
      self.distanceCRS = distanceCRS
    }
  }

  /// A layer under the name that columns carry.
  public struct LayerEntry: Sendable {
    /// The name that columns carry; see `LayerName`.
    public var name: String
    /// A reference, as `LayerLoader` takes it.
    public var source: String
    /// Which features count; all unless it has conditions.
    public var filter: AttributeFilter

    /// A layer under a name; what is not given is as its file says.
    public init(name: String, source: String, filter: AttributeFilter = AttributeFilter()) {
      self.name = name
      self.source = source
      self.filter = filter
    }
  }

  /// A street network.
  public struct Network: Sendable, Equatable {
    /// The GeoPackage of the network.
    public var source: String
    /// A place farther from every street is not connected.
    public var maxSnapMeters = EdgeSnapper.usualReachMeters
    /// Limits of time that shares are given for, ascending, minutes.
    public var cutoffsMinutes: [Double] = [5, 10, 15, 30]

    /// A network, with the usual reach and limits.
    public init(source: String) { self.source = source }
  }

  /// Accessibility from a grid of sample cells.
  public struct Accessibility: Sendable {
    /// The names of the layers of destinations.
    public var destinations: [String]
    /// The side of all sample cells; nil for sizes by zone (`SampleGrid`).
    public var cellSizeMeters: Double?
    /// Distances that shares are given for, ascending, metres.
    public var cutoffsMeters: [Double] = [300, 500, 1000, 2000, 5000]
    /// How straight metres become minutes on foot.
    public var walking = TravelMode(name: "walk", speedKilometersPerHour: 4.8, detourFactor: 1.3)
    /// How straight metres become minutes by bicycle.
    public var cycling = TravelMode(name: "cycle", speedKilometersPerHour: 15, detourFactor: 1.3)

    /// Sets of destinations, with the usual cutoffs and modes.
    public init(destinations: [String]) { self.destinations = destinations }
  }

  /// Pairs of features to intersect: of two layers, or within one.
  public enum OverlapEntry: Sendable, Equatable {
    /// The features of one layer with those of another, by their names.
    case between(String, String)
    /// The features of one layer with each other.
    case within(String)
  }

  /// The files that a plan can ask for.
  public static let knownOutputs = [
    "coverage.geojson", "accessibility.geojson", cellsOutput, "zoning-overlaps.geojson",
    "summary.json", "summary.csv", "fields.json", "amp-geo.gpkg",
  ]
  /// Accessibility cell by cell, which is written only when the plan names it.
  public static let cellsOutput = "accessibility-cells.geojson"
}

/// How people travel, when only the straight distance is known.
public struct TravelMode: Sendable, Hashable {
  /// What results call the mode.
  public var name: String
  /// Along the way, not the straight line.
  public var speedKilometersPerHour: Double
  /// Length of the way over length of the straight line.
  public var detourFactor: Double

  /// A mode of travel; a detour factor of 1 goes in a straight line.
  public init(name: String, speedKilometersPerHour: Double, detourFactor: Double) {
    self.name = name
    self.speedKilometersPerHour = speedKilometersPerHour
    self.detourFactor = detourFactor
  }

  /// Minutes for a straight distance in metres.
  public func minutes(meters: Double) -> Double {
    meters * detourFactor / (speedKilometersPerHour * 1000 / 60)
  }
}

/// Features whose attributes have given values; all conditions must hold.
public struct AttributeFilter: Sendable, Equatable {
  /// Attribute and the values it may have, as text.
  public var conditions: [Condition]

  /// One attribute and the values that let a feature pass.
  public struct Condition: Sendable, Equatable {
    /// The attribute's name; a layer without it is an error.
    public var attribute: String
    /// The values allowed, as text; numbers are compared by value.
    public var values: [String]

    /// A condition that any one of the values meets.
    public init(attribute: String, values: [String]) {
      self.attribute = attribute
      self.values = values
    }
  }

  /// Conditions that must all hold; without any, every feature passes.
  public init(_ conditions: [Condition] = []) { self.conditions = conditions }

  /// The features that pass, in order.
  /// - Throws: `InputError` when the layer lacks an attribute.
  public func matches(in layer: Layer) throws(InputError) -> [Int] {
    var chosen = Array(0..<layer.count)
    for condition in conditions {
      guard let column = layer.attributes[condition.attribute] else {
        throw InputError(
          path: layer.path,
          reason: "there is no attribute \"\(condition.attribute)\" to filter on",
          remedy: "attributes: \(layer.attributes.names.joined(separator: ", "))")
      }
      chosen = chosen.filter { row in
        guard let text = column.string(row) else { return false }
        return condition.values.contains(text)
          || column.key(row).map { condition.values.contains($0) } ?? false
      }
    }
    return chosen
  }

  /// `zone = core_sea`, for provenance; nil without conditions.
  public var text: String? {
    if conditions.isEmpty { return nil }
    return conditions.map { "\($0.attribute) = \($0.values.joined(separator: " | "))" }
      .joined(separator: ", ")
  }
}
