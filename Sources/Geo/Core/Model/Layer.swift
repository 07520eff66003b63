/// A layer: geometries, their attributes, their ids.
///
/// What a file holds beside them (foreign members, notices of the reader) travels along, so that
/// nothing is lost between reading and writing.
///
/// ```swift
/// var places = Geometries(crs: .wgs84)
/// places.appendPoint(x: 5.447, y: 43.530)
/// let halls = Layer(
///   name: "town-halls", geometries: places,
///   attributes: Attributes(columns: [Column("name", ["Aix-en-Provence"])]))
/// let name = halls.attributes["name"]?.string(0)  // Aix-en-Provence
/// ```
public struct Layer: Sendable {
  /// The name in its file; in formats that have none, one made of the file's name.
  public var name: String
  /// How people call the layer, and what they say of it; nil when a file says neither.
  public var title: String?
  /// What people say of the layer; nil when its file says nothing.
  public var abstract: String?
  /// The shape of each feature.
  public var geometries: Geometries
  /// The properties of each feature; `rowCount` is `count`.
  public var attributes: Attributes
  /// The id of each feature; nil where it has none.
  public var ids: FeatureIDs
  /// Members of a GeoJSON feature beside type, id, bbox, geometry and properties; usually none.
  public var featureMembers: Attributes
  /// Members of the GeoJSON collection that RFC 7946 does not define, as name and JSON text.
  public var foreignMembers: [(name: String, json: String)]
  /// What the reader had to decide, each a sentence.
  public var notices: [String]
  /// The names of the attributes that a table's coordinates were read from; none for other formats.
  public var coordinateColumns: [String]
  /// For each feature of which the reader closed rings: how many.
  public var closedRings: [Int: Int]
  /// For each feature of which the reader left out rings without any vertex: how many. A part whose
  /// shell is such a ring is left out with its holes.
  public var emptyRings: [Int: Int]
  /// For each feature whose geometry was left out because of its rings: why.
  public var leftOut: [Int: FaultyGeometry] = [:]
  /// Whether it was read from a table that has no place for geometries.
  public var isPlainTable = false
  /// Whether some of its coordinates were taken to be in the system that the caller gave, though the
  /// layer is in another one now.
  public var isReadInGivenCRS = false
  /// The file it came from, for messages.
  public var path: String
  /// The SHA-256 of the bytes that it was read from, when that was asked for
  /// (`ReadOptions.takesChecksum`); of a set of files, of one after the other.
  public var sha256: String?

  /// A layer in memory. Without attributes or ids, features have none; `path` is for messages only.
  /// The counts of features, rows and ids must be equal.
  public init(
    name: String, geometries: Geometries, attributes: Attributes? = nil,
    ids: FeatureIDs? = nil, path: String = ""
  ) {
    self.name = name
    self.geometries = geometries
    self.attributes = attributes ?? Attributes(rowCount: geometries.count)
    self.ids = ids ?? FeatureIDs(count: geometries.count)
    featureMembers = Attributes(rowCount: geometries.count)
    foreignMembers = []
    notices = []
    coordinateColumns = []
    closedRings = [:]
    emptyRings = [:]
    self.path = path
    precondition(self.attributes.rowCount == geometries.count, "one row for each feature")
    precondition(self.ids.count == geometries.count, "one id for each feature")
  }

  /// The number of features, those without a geometry included.
  public var count: Int { geometries.count }
  /// The coordinate reference system of all its geometries.
  public var crs: CRS { geometries.crs }

  /// How messages name a feature: its id, else its place in the file, counted from 1.
  public func label(ofFeature i: Int) -> String { ids[i]?.text ?? "#\(i + 1)" }

  /// The layer of the chosen features, in the order given.
  public func selecting(_ features: [Int]) -> Layer {
    var chosen = Layer(
      name: name, geometries: geometries.selecting(features),
      attributes: attributes.selecting(features), ids: ids.selecting(features), path: path)
    chosen.sha256 = sha256
    chosen.title = title
    chosen.abstract = abstract
    chosen.isPlainTable = isPlainTable
    if !leftOut.isEmpty {
      for (place, feature) in features.enumerated() { chosen.leftOut[place] = leftOut[feature] }
    }
    chosen.featureMembers = featureMembers.selecting(features)
    chosen.foreignMembers = foreignMembers
    chosen.notices = notices
    chosen.coordinateColumns = coordinateColumns
    if !emptyRings.isEmpty {
      for (place, feature) in features.enumerated() {
        chosen.emptyRings[place] = emptyRings[feature]
      }
    }
    return chosen
  }

  /// What the reader had to decide, and what it left out, each a sentence for people.
  public var readingNotes: [String] {
    guard let first = emptyRings.keys.min() else { return notices }
    let count = emptyRings.values.reduce(0, +)
    let what = count == 1 ? "1 ring has no vertex and is" : "\(count) rings have no vertex and are"
    return notices + ["\(what) left out, first of feature \(label(ofFeature: first))"]
  }
}
