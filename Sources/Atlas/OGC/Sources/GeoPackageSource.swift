internal import GeoCore
internal import GeoFormats

/// A layer of a GeoPackage that is read through its R-tree, never as a whole.
struct GeoPackageSource: FeatureSource {
  let features: GeoPackageFeatures

  var crs: CRS { features.crs }
  var extent: Box { features.extent }
  var columns: [FeatureColumn] { features.columns }
  var hasGeometries: Bool { features.hasGeometries }
  var geometryKind: GeometryKind? { features.geometryKind }
  var title: String? { features.title }
  var abstract: String? { features.abstract }

  func count(where condition: FeatureCondition?) throws -> Int {
    try features.count(where: condition)
  }

  func keys(
    where condition: FeatureCondition?, after key: Int?, offset: Int, limit: Int,
    dividedBy divisor: Int
  ) throws -> [Int] {
    try features.keys(
      where: condition, after: key, offset: offset, limit: limit, dividedBy: divisor)
  }

  func key(ofID id: String) throws -> Int? { try features.key(ofID: id) }

  func layer(ofKeys keys: [Int]) throws -> Layer { try features.layer(ofKeys: keys) }
}
