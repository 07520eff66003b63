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
  /// Smooth transformations are evaluated by `PatchedTransformation`, within 1e-6 m (1e-11
  /// degrees) of PROJ; the same coordinates give the same result in any layer.
  ///
  /// **Complexity:** some nanoseconds a vertex with patches, else one PROJ call, in parallel chunks.
  /// - Throws: `PROJError` when a system is unknown, there is no accurate way, a vertex cannot be
  ///   transformed, or the layer lies outside the area of use of either system.
  public func transformed(to target: CRS, threads: Int = 1) throws -> Transformed {
    guard target != crs else { return Transformed(geometries: self, pipeline: "") }
    let pool = TransformationPool.shared(from: crs, to: target)
    // Known before any work whether the systems exist, even for an empty layer.
    let patches = try pool.patches()
    // Whichever side has degrees is held against the areas of use.
    let isBoxedAfter = crs != .wgs84 && target == .wgs84
    var chunks: [Chunk] = []
    var result = self
    result.crs = target
    result.coordinates = try coordinates.withUnsafeBufferPointer { input in
      nonisolated(unsafe) let input = input
      return try [Double](unsafeUninitializedCapacity: input.count) { output, count in
        count = input.count
        nonisolated(unsafe) let output = UnsafeMutableBufferPointer(rebasing: output[..<count])
        chunks = try Parallel.map(count: input.count / 2, chunk: Self.chunk, threads: threads) {
          let range = (2 * $0.lowerBound)..<(2 * $0.upperBound)
          let before = UnsafeBufferPointer(rebasing: input[range])
          let after = UnsafeMutableBufferPointer(rebasing: output[range])
          let pipeline = try Self.transform(before, into: after, patches, pool)
          return Chunk(
            pipeline: pipeline, box: Box(around: isBoxedAfter ? UnsafeBufferPointer(after) : before)
          )
        }
      }
    }
    var box = chunks.reduce(Box.empty) { $0.union($1.box) }
    if !isBoxedAfter { box = try Box.longitudeLatitude(of: box, in: crs) }
    try Self.requireAreaOfUse(of: [crs, target], degrees: box)
    return Transformed(geometries: result, pipeline: chunks.first?.pipeline ?? "")
  }

  /// What is known of a chunk once it is transformed.
  private struct Chunk {
    var pipeline: String
    var box: Box
  }

  /// Returns the pipeline that was used.
  private static func transform(
    _ input: UnsafeBufferPointer<Double>, into output: UnsafeMutableBufferPointer<Double>,
    _ patches: PatchedTransformation?, _ pool: TransformationPool
  ) throws -> String {
    if let patches {
      try patches.transform(input, into: output, pool: pool)
      return patches.pipeline
    }
    _ = output.initialize(fromContentsOf: input)
    let one = try pool.take()
    try one.transformation.check(one.transformation.transform(output)) {
      (output[2 * $0], output[2 * $0 + 1])
    }
    defer { pool.give(one) }
    return one.transformation.lastPipeline
  }

  /// Refuses what lies outside the areas of use of the systems.
  private static func requireAreaOfUse(of systems: [CRS], degrees: Box) throws {
    for system in systems where system != .wgs84 {
      let description = try CRSDescription(of: system)
      guard let area = description.areaOfUse, !description.covers(degrees) else { continue }
      func text(_ box: Box) -> String {
        [box.minX, box.minY, box.maxX, box.maxY]
          .map { String(Int(nearest: $0)) + "°" }.joined(separator: " ")
      }
      throw PROJError(
        reason: "the data (\(text(degrees)), west south east north) lies outside the area of use"
          + " of \(system) \(description.name) (\(text(area)))",
        remedy: "choose a system made for that place, or check for swapped coordinates")
    }
  }
}

extension Box {
  /// The box of interleaved coordinates.
  fileprivate init(around coordinates: UnsafeBufferPointer<Double>) {
    var low = SIMD2<Double>(repeating: .infinity)
    var high = -low
    for k in 0..<(coordinates.count / 2) {
      let vertex = SIMD2(coordinates[2 * k], coordinates[2 * k + 1])
      low.replace(with: vertex, where: vertex .< low)
      high.replace(with: vertex, where: vertex .> high)
    }
    self.init(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y)
  }

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
