public import GeoCore

/// Where areas and lengths of a layer are measured: a system, or a plane around each feature.
///
/// Algorithms that ask how large something is on the ground are given one, so that this module
/// needs no library of projections; `SystemFrames` of GeoProjection is the one that there is.
public protocol MeasuringFrames: Sendable {
  /// The layer in metres: the same parts, rings and vertices, without elevations.
  /// - Throws: when it cannot be brought there.
  func measured(_ geometries: Geometries, threads: Int) throws -> Geometries

  /// The layer with vertices along edges that are long enough to be bent where they are measured: so
  /// areas are those of edges that are straight in the layer's own system.
  /// - Throws: when it cannot be told how long they are.
  func dividingLongEdges(of geometries: Geometries, threads: Int) throws -> Geometries

  /// The layer in metres, feature i where feature i of another layer is measured: two states of
  /// one layer can be compared there.
  /// - Throws: when it cannot be brought there.
  func measured(
    _ geometries: Geometries, besideFeaturesOf other: Geometries, threads: Int
  ) throws -> Geometries
}
