internal import GeoCore
internal import GeoFormats

/// A layer that was read as a whole, with an index of its boxes. Keys are places in the layer.
///
/// Features without an id are known by their place, from 1.
struct MemorySource: FeatureSource {
  private let selection: LayerSelection
  private let places: [String: Int]
  let extent: Box
  let columns: [FeatureColumn]
  let geometryKind: GeometryKind?

  init(_ read: Layer) {
    var layer = read
    if !layer.ids.allSatisfy({ $0 != nil }) || Set(layer.ids.map { $0?.text }).count != layer.count
    {
      layer.ids = FeatureIDs(
        (1...max(1, layer.count)).prefix(layer.count).map(FeatureID.init(number:)))
    }
    selection = LayerSelection(layer)
    places = Dictionary(
      layer.ids.enumerated().map { ($1?.text ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    extent = layer.geometries.box
    columns = layer.attributes.columns.map {
      FeatureColumn(name: $0.name, type: Self.type(of: $0))
    }
    let kinds = Set(layer.geometries.kinds).subtracting([.null])
    geometryKind = kinds.count == 1 ? kinds.first : nil
  }

  private static func type(of column: Column) -> FeatureColumn.ValueType {
    switch Set(column.kinds).subtracting([.null, .absent]) {
    case [.string]: .text
    case [.bool]: .boolean
    case [.integer]: .integer
    case [.number], [.number, .integer]: .number
    default: .any
    }
  }

  private var layer: Layer { selection.layer }
  var crs: CRS { layer.crs }
  var hasGeometries: Bool { !layer.isPlainTable }
  var title: String? { layer.title }
  var abstract: String? { layer.abstract }

  func count(where condition: FeatureCondition?) throws -> Int {
    condition == nil ? layer.count : selection.features(where: condition).count
  }

  func keys(
    where condition: FeatureCondition?, after key: Int?, offset: Int, limit: Int,
    dividedBy divisor: Int
  ) throws -> [Int] {
    Array(
      selection.features(where: condition)
        .lazy.filter { $0 > key ?? -1 && $0.isMultiple(of: divisor) }
        .dropFirst(offset).prefix(limit))
  }

  func key(ofID id: String) throws -> Int? { places[id] }

  func layer(ofKeys keys: [Int]) throws -> Layer {
    layer.selecting(keys.filter { (0..<layer.count).contains($0) })
  }
}
