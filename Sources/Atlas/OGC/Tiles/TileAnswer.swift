internal import GeoCore
internal import GeoFormats
internal import GeoProjection

/// A tile of a collection.
struct TileAnswer {
  /// A tile shows no more features: of more, those whose keys a number divides, so that what is shown is
  /// spread over all, and the same in every tile of a level as far as they hold as many.
  static let mostFeatures = 20_000
  /// A tile is ended when the shapes read for it have more vertices.
  static let mostVertices = 4_000_000
  private static let piece = 1000

  let collection: ServedCollection
  let tile: TileCoordinate
  /// The properties that features carry; nil for all.
  var properties: Set<String>?

  /// The bytes of the tile; none when it shows nothing.
  /// - Throws: `FormatError` when the file cannot be read any longer, `PROJError`.
  func bytes() throws -> [UInt8] {
    var layer = VectorTileLayer(name: collection.id)
    guard collection.source.hasGeometries else { return [] }
    let boxes = (try? collection.boxes(of: tile.degrees, in: .wgs84)) ?? []
    let condition = FeatureCondition.any(boxes.map { .boxMeets($0) })
    let count = try collection.source.count(where: condition)
    let divisor = max(1, (count + Self.mostFeatures - 1) / Self.mostFeatures)
    let keys = try collection.source.keys(
      where: condition, after: nil, offset: 0, limit: Self.mostFeatures, dividedBy: divisor)
    var vertices = 0
    for start in stride(from: 0, to: keys.count, by: Self.piece) where vertices < Self.mostVertices
    {
      let slice = Array(keys[start..<min(keys.count, start + Self.piece)])
      var piece = try collection.source.layer(ofKeys: slice)
      vertices += piece.geometries.vertexCount
      if piece.crs != .wgs84 {
        piece.geometries = try piece.geometries.cutAtAntimeridian(threads: 1)
      }
      if let properties {
        var kept = Attributes(rowCount: piece.count)
        for column in piece.attributes.columns where properties.contains(column.name) {
          kept.set(column)
        }
        piece.attributes = kept
      }
      layer.append(piece, in: tile)
    }
    return layer.tile
  }
}
