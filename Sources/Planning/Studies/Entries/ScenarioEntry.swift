internal import GeoCore

/// What could become different: changes of a plan's layers, under a name.
public struct ScenarioEntry: Sendable, Equatable {
  /// What a command line calls it.
  public var name: String
  /// What people read; the name unless the plan says another.
  public var title: String
  /// In the order in which they are made.
  public var changes: [LayerChange]

  /// Changes under a name.
  public init(name: String, title: String, changes: [LayerChange]) {
    self.name = name
    self.title = title
    self.changes = changes
  }
}

/// One change of a layer: what is there when it has been made.
public struct LayerChange: Sendable, Equatable {
  /// What is done.
  public enum Kind: Sendable, Equatable {
    /// The features of a source go into the layer.
    case add(source: String)
    /// Points that the plan itself gives go into the layer.
    case place([PlacedPoint])
    /// Features leave it, by their ids.
    case remove(ids: [String])
    /// Features leave it, by what their attributes say.
    case removeWhere(AttributeFilter)
    /// Points move to a longitude and a latitude, by their ids.
    case move([PointMove])
    /// The features of a source take the place of all that the layer has.
    case replace(source: String)
  }

  /// A point that a plan gives, with its attributes as they stand there.
  public struct PlacedPoint: Sendable, Equatable {
    /// Tells it apart in its layer.
    public var id: String
    /// Degrees on WGS 84.
    public var longitude: Double
    /// Degrees on WGS 84.
    public var latitude: Double
    /// What is known of it, in the plan's order.
    public var attributes: [Attribute]
  }

  /// An attribute of a point that a plan gives.
  public struct Attribute: Sendable, Equatable {
    /// The name of the column.
    public var name: String
    /// The text, as the plan has it.
    public var text: String
    /// Whether the text is that of a number.
    public var isNumber: Bool
  }

  /// Where a point goes.
  public struct PointMove: Sendable, Equatable {
    /// The point, by its id.
    public var id: String
    /// Degrees on WGS 84.
    public var longitude: Double
    /// Degrees on WGS 84.
    public var latitude: Double
  }

  /// The name of the layer in the plan.
  public var layer: String
  /// What is done with it.
  public var kind: Kind
  /// Where the plan says so, for messages.
  public var path: String
  /// The line of the plan, counted from 1; nil where none is known.
  public var line: Int?
}
