public import GeoAlgorithms
public import GeoCore

/// Measures layers in one system, or, for `CRS.localFrames`, in a plane around each part or feature.
public struct SystemFrames: MeasuringFrames {
  /// The system that is measured in, or `CRS.localFrames`.
  public let crs: CRS

  /// Measures in one system.
  ///
  /// - Parameter crs: an equal-area system, or `CRS.localFrames`.
  public init(in crs: CRS) { self.crs = crs }

  /// The layer in the system that is measured in.
  ///
  /// - Throws: `PROJError` when the layer cannot be brought into the system.
  public func measured(_ geometries: Geometries, threads: Int) throws -> Geometries {
    try geometries.measured(in: crs, threads: threads)
  }

  /// The layer with long edges divided, see `withLongEdgesDivided`.
  ///
  /// - Throws: `PROJError` when the layer's system is not known.
  public func dividingLongEdges(of geometries: Geometries, threads: Int) throws -> Geometries {
    try geometries.withLongEdgesDivided(threads: threads)
  }

  /// The layer in the system that is measured in, or each feature in the plane of the one beside
  /// it.
  ///
  /// - Throws: `PROJError` when the layer cannot be brought into the system.
  public func measured(
    _ geometries: Geometries, besideFeaturesOf other: Geometries, threads: Int
  ) throws -> Geometries {
    crs == .localFrames
      ? try geometries.inFrames(of: other, threads: threads)
      : try measured(geometries, threads: threads)
  }
}

extension MeasuringFrames where Self == SystemFrames {
  /// Measures in a system, or, for `CRS.localFrames`, in planes of each part's or feature's own.
  public static func system(_ crs: CRS) -> SystemFrames { SystemFrames(in: crs) }
}
