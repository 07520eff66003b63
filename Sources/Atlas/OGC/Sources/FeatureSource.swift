public import GeoCore
public import GeoFormats

/// Where the features of a collection come from: a query gives their keys, in ascending order, and
/// the features of some keys are read at a time.
///
/// Keys stay what they are as long as the file does.
public protocol FeatureSource: Sendable {
  /// The system of its coordinates.
  var crs: CRS { get }
  /// The box of all geometries, in `crs`; empty when there are none.
  var extent: Box { get }
  /// The properties, in order.
  var columns: [FeatureColumn] { get }
  /// Whether features may have geometries.
  var hasGeometries: Bool { get }
  /// What every geometry is; nil where they may differ.
  var geometryKind: GeometryKind? { get }
  /// How people call it; nil when the file does not say.
  var title: String? { get }
  /// What people say of it; nil when the file says nothing.
  var abstract: String? { get }

  /// The number of features that fulfil a condition; of all without one.
  /// - Throws: `FormatError` when the file cannot be read any longer.
  func count(where condition: FeatureCondition?) throws -> Int

  /// The keys of features that fulfil a condition.
  ///
  /// - Parameters:
  ///   - key: only keys greater than this; nil for all.
  ///   - offset: how many of them to leave out first.
  ///   - divisor: only keys that this divides, to thin a layer out.
  /// - Throws: `FormatError` when the file cannot be read any longer.
  func keys(
    where condition: FeatureCondition?, after key: Int?, offset: Int, limit: Int,
    dividedBy divisor: Int
  ) throws -> [Int]

  /// The key of the feature with an id; nil when there is none.
  /// - Throws: `FormatError` when the file cannot be read any longer.
  func key(ofID id: String) throws -> Int?

  /// The features of some keys, in ascending order.
  /// - Throws: `FormatError` when the file cannot be read any longer.
  func layer(ofKeys keys: [Int]) throws -> Layer
}
