internal import Synchronization

/// A layer's geometries in another system, and how they got there.
public struct Transformed: Sendable {
  public var geometries: Geometries
  /// The PROJ pipeline used; empty when nothing had to be done.
  public var pipeline: String
}

extension Geometries {
  /// Vertices a chunk: large enough to hide the cost of a call, small enough to share work.
  private static let chunk = 1 << 15

  /// The same geometries in another system. Edges stay straight between the transformed vertices.
  ///
  /// **Complexity:** one PROJ call a vertex, in parallel chunks.
  /// - Throws: `PROJError` when a system is unknown, there is no accurate way, a vertex cannot be
  ///   transformed, or the layer lies outside the area of use of either system.
  public func transformed(to target: CRS, threads: Int = 1) throws -> Transformed {
    guard target != crs else { return Transformed(geometries: self, pipeline: "") }
    var result = self
    result.crs = target
    let pool = TransformationPool.shared(from: crs, to: target)
    // Known before any work whether the systems exist, even for an empty layer.
    pool.give(try pool.take())
    var coordinates = result.coordinates
    result.coordinates = []
    let count = coordinates.count / 2
    let pipeline = Mutex("")
    try coordinates.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let buffer = buffer
      _ = try Parallel.map(count: count, chunk: Self.chunk, threads: threads) { range in
        let one = try pool.take()
        let part = UnsafeMutableBufferPointer(
          rebasing: buffer[(2 * range.lowerBound)..<(2 * range.upperBound)])
        try one.transformation.check(one.transformation.transform(part)) {
          (part[2 * $0], part[2 * $0 + 1])
        }
        if range.lowerBound == 0 { pipeline.withLock { $0 = one.transformation.lastPipeline } }
        pool.give(one)
      }
    }
    result.coordinates = coordinates
    try requireAreaOfUse(of: [crs, target], in: result)
    return Transformed(geometries: result, pipeline: pipeline.withLock { $0 })
  }

  /// Refuses what lies outside the areas of use of the systems.
  private func requireAreaOfUse(of systems: [CRS], in result: Geometries) throws {
    let degrees = try longitudeLatitudeBox(alsoAs: result)
    for system in systems where system != .wgs84 {
      let description = try CRSDescription(of: system)
      guard let area = description.areaOfUse, !description.covers(degrees) else { continue }
      func text(_ box: Box) -> String {
        [box.minX, box.minY, box.maxX, box.maxY]
          .map { String(Int($0.rounded())) + "°" }.joined(separator: " ")
      }
      throw PROJError(
        reason: "the data (\(text(degrees)), west south east north) lies outside the area of use"
          + " of \(system) \(description.name) (\(text(area)))",
        remedy: "choose a system made for that place, or check for swapped coordinates")
    }
  }

  /// The layer's box in degrees, taken from whichever of the two has them, else transformed.
  private func longitudeLatitudeBox(alsoAs other: Geometries) throws -> Box {
    if crs == .wgs84 { return box }
    if other.crs == .wgs84 { return other.box }
    return try Box.longitudeLatitude(of: box, in: crs)
  }
}

extension Box {
  /// The box of longitudes and latitudes around a box of another system, by way of points along
  /// its sides.
  public static func longitudeLatitude(of box: Box, in crs: CRS) throws -> Box {
    guard !box.isEmpty, crs != .wgs84 else { return box }
    let steps = 8
    var outline: [Double] = []
    for i in 0...steps {
      let f = Double(i) / Double(steps)
      let x = box.minX + f * box.width
      let y = box.minY + f * box.height
      outline += [x, box.minY, x, box.maxY, box.minX, y, box.maxX, y]
    }
    let pool = TransformationPool.shared(from: crs, to: .wgs84)
    let one = try pool.take()
    try one.transformation.transform(&outline)
    pool.give(one)
    var result = Box.empty
    for i in 0..<(outline.count / 2) { result.extend(x: outline[2 * i], y: outline[2 * i + 1]) }
    return result
  }
}
