public import GeoCore
public import GeoProjection

/// What a layer holds, told to a person or a program.
public struct LayerDescription: Sendable {
  /// The layer's name.
  public var name: String
  /// The file that it was read from.
  public var path: String
  /// The system of its coordinates.
  public var crs: CRSDescription
  /// The box of all vertices, in that system; empty without any.
  public var box: Box
  /// The number of features.
  public var featureCount: Int
  /// The number of vertices.
  public var vertexCount: Int
  /// Kinds of geometry and how many features have them.
  public var kinds: [(kind: GeometryKind, count: Int)]
  /// The columns in their order, each with its type and how many values are null or absent.
  public var columns: [(name: String, type: String, missing: Int)]

  /// Describes a layer.
  ///
  /// - Throws: `PROJError` when the layer's CRS is not known.
  public init(_ layer: Layer) throws {
    name = layer.name
    path = layer.path
    crs = try CRSDescription(of: layer.crs)
    box = layer.geometries.box
    featureCount = layer.count
    vertexCount = layer.geometries.vertexCount
    kinds = GeometryKind.allCases.compactMap { kind in
      let count = layer.geometries.kinds.count { $0 == kind }
      return count == 0 ? nil : (kind, count)
    }
    columns = layer.attributes.columns.map { column in
      let missing = (0..<column.count).count { column.isMissing($0) }
      return (column.name, Self.type(of: column), missing)
    }
  }

  private static func type(of column: Column) -> String {
    let kinds = Set(column.kinds).subtracting([.absent, .null])
    switch kinds {
    case []: return "empty"
    case [.bool]: return "boolean"
    case [.integer]: return "integer"
    case [.integer, .number], [.number]: return "number"
    case [.string]: return "string"
    case [.json]: return "json"
    default: return "mixed"
    }
  }

  /// The description for programs.
  public var json: JSONValue {
    let corners = [box.minX, box.minY, box.maxX, box.maxY].map { JSONValue.number($0) }
    let counts = kinds.map { JSONValue.Member(name: $0.kind.name, value: .integer($0.count)) }
    let fields = columns.map { column in
      JSONValue.object([
        "name": .string(column.name), "type": .string(column.type),
        "missing": .integer(column.missing),
      ])
    }
    return .object([
      "name": .string(name),
      "path": .string(path),
      "crs": .string(crs.crs.definition),
      "crs_name": .string(crs.name),
      "bbox": box.isEmpty ? .null : .array(corners),
      "features": .integer(featureCount),
      "vertices": .integer(vertexCount),
      "geometry": .object(counts),
      "columns": .array(fields),
    ])
  }

  /// The description for people. Names come from files and may hold anything: what would move the
  /// cursor is shown by its code.
  public var text: String {
    let shapes = kinds.map { "\($0.count) \($0.kind.name)" }.joined(separator: ", ")
    var text = "\(VisibleText.escaped(name)) (\(VisibleText.escaped(path)))\n"
    text += "  \(featureCount) features: \(shapes.isEmpty ? "none" : shapes);"
    text += " \(vertexCount) vertices\n"
    text += "  \(crs.crs) \(crs.name)\n"
    if !box.isEmpty {
      text += "  from \(box.minX) \(box.minY) to \(box.maxX) \(box.maxY)\n"
    }
    for column in columns {
      text += "  \(VisibleText.escaped(column.name)): \(column.type)"
      text += column.missing > 0 ? ", \(column.missing) missing\n" : "\n"
    }
    return text
  }
}
