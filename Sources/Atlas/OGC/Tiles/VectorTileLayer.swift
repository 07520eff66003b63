internal import GeoCore

/// One layer of a vector tile: features with their properties, keys and values each told once.
///
/// **Values:** texts, numbers and truth values as they are; arrays and objects as their JSON text; null
/// is left out.
///
/// **Source:** Mapbox Vector Tile Specification 2.1, chapters 4.1, 4.2 and 4.4.
struct VectorTileLayer {
  private let name: String
  private var features = ProtobufWriter()
  private var keys: [String] = []
  private var keyPlaces: [String: UInt32] = [:]
  private var values: [[UInt8]] = []
  private var valuePlaces: [[UInt8]: UInt32] = [:]
  /// The features so far.
  private(set) var count = 0

  init(name: String) { self.name = name }

  /// Appends what a layer in degrees shows in a tile.
  mutating func append(_ layer: Layer, in tile: TileCoordinate) {
    let geometry = TileGeometry(tile: tile, geometries: layer.geometries)
    let places = layer.attributes.columns.map { key($0.name) }
    for feature in 0..<layer.count {
      let shapes = geometry.commands(ofFeature: feature)
      if shapes.isEmpty { continue }
      var tags: [UInt32] = []
      for (column, place) in zip(layer.attributes.columns, places) {
        if let value = value(column, feature) { tags += [place, value] }
      }
      for (kind, commands) in shapes {
        var message = ProtobufWriter()
        if let id = layer.ids[feature].flatMap({ UInt64($0.text) }) {
          message.append(1, varint: id)
        }
        message.append(2, packed: tags)
        message.append(3, varint: kind.rawValue)
        message.append(4, packed: commands)
        features.append(2, bytes: message.bytes)
        count += 1
      }
    }
  }

  private mutating func key(_ name: String) -> UInt32 {
    if let known = keyPlaces[name] { return known }
    let place = UInt32(keys.count)
    keys.append(name)
    keyPlaces[name] = place
    return place
  }

  private mutating func value(_ column: Column, _ feature: Int) -> UInt32? {
    var message = ProtobufWriter()
    switch column.kinds[feature] {
    case .absent, .null: return nil
    case .bool: message.append(7, varint: column.bool(feature) == true ? 1 : 0)
    case .integer:
      if let whole = column.integer(feature) {
        if whole >= 0 {
          message.append(5, varint: UInt64(whole))
        } else {
          message.append(6, varint: ProtobufWriter.zigzag(whole))
        }
      } else {
        message.append(3, double: column.double(feature) ?? .nan)
      }
    case .number: message.append(3, double: column.double(feature) ?? .nan)
    case .string, .json: message.append(1, bytes: (column.string(feature) ?? "").utf8)
    }
    if let known = valuePlaces[message.bytes] { return known }
    let place = UInt32(values.count)
    values.append(message.bytes)
    valuePlaces[message.bytes] = place
    return place
  }

  /// The tile of this layer alone; of no bytes when it has no feature.
  var tile: [UInt8] {
    guard count > 0 else { return [] }
    var layer = ProtobufWriter()
    layer.append(15, varint: 2)
    layer.append(1, bytes: name.utf8)
    var bytes = layer.bytes + features.bytes
    var rest = ProtobufWriter()
    for key in keys { rest.append(3, bytes: key.utf8) }
    for value in values { rest.append(4, bytes: value) }
    rest.append(5, varint: UInt64(TileCoordinate.extent))
    bytes += rest.bytes
    var tile = ProtobufWriter()
    tile.append(3, bytes: bytes)
    return tile.bytes
  }
}
