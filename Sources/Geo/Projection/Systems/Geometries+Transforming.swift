public import GeoCore

/// A layer's geometries in another system, and how they got there.
public struct Transformed: Sendable {
  /// The geometries in the target system, with the same features, parts, rings and vertices.
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
  /// Beyond the area of use of a system PROJ is trusted where it goes there and back to 5 cm: what
  /// `SystemFit` says cannot be right is refused, and what lies in another part of the world than
  /// the target is made for.
  /// - Throws: `PROJError` when a system is unknown, there is no accurate way, a vertex cannot be
  ///   transformed, or the coordinates do not fit either system.
  public func transformed(to target: CRS, threads: Int = 1) throws -> Transformed {
    try transformed(to: target, checksTarget: true, threads: threads)
  }

  /// - Parameter checksTarget: whether the layer must lie in the area of use of the target. What
  ///   `placed` has arranged for a formula that holds beyond it need not.
  func transformed(
    to target: CRS, checksTarget: Bool, threads: Int
  ) throws -> Transformed {
    guard target != crs else { return Transformed(geometries: self, pipeline: "") }
    do {
      return try transformedUnlessUnfit(
        to: target, checksTarget: checksTarget, threads: threads)
    } catch let error as PROJError {
      // Why they cannot be in their system says more than that a point has no place in it.
      if crs != .wgs84, let fault = SystemFit(of: self).fault { throw fault.error }
      throw error
    }
  }

  private func transformedUnlessUnfit(
    to target: CRS, checksTarget: Bool, threads: Int
  ) throws -> Transformed {
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
    if box.width > 180 {
      // Both sides of the antimeridian, or much of the Earth.
      box =
        isBoxedAfter
        ? GeographicExtent.box(ofPartsIn: result.runningOn())
        : try GeographicExtent(of: self, threads: threads).box
    }
    try requireFit(in: checksTarget ? target : .wgs84, degrees: box)
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

  /// Refuses coordinates that cannot be right in their system, or not be brought into the other.
  /// - Parameter degrees: the box of longitudes and latitudes; areas of use that are all around it
  ///   need no second look.
  private func requireFit(in target: CRS, degrees: Box) throws {
    if crs != .wgs84 {
      let own = try CRSDescription(of: crs)
      // Where nobody says what the system is made for, there is only the size of the Earth.
      let isWell =
        own.areaOfUse == nil
        ? !own.isBeyondEarth(self.box) : own.covers(GeographicExtent(box: degrees))
      if !isWell, let fault = SystemFit(of: self).fault { throw fault.error }
    }
    guard target != .wgs84 else { return }
    let description = try CRSDescription(of: target)
    guard description.areaOfUse != nil, !description.covers(GeographicExtent(box: degrees)) else {
      return
    }
    var sample = SystemSample.vertices(of: self)
    if crs != .wgs84 {
      let one = try TransformationPool.shared(from: crs, to: .wgs84).take()
      try one.transformation.transform(&sample)
      TransformationPool.shared(from: crs, to: .wgs84).give(one)
    }
    if let fault = SystemSample.fault(bringing: sample, into: description) { throw fault.error }
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
  ///
  /// On the circle: where the sides cross the antimeridian, east is beyond 180°. A box around a pole
  /// reaches it and goes all the way round.
  ///
  /// - Throws: `PROJError` when the system is not known, or has no way to longitude and latitude.
  public static func longitudeLatitude(of box: Box, in crs: CRS) throws -> Box {
    guard !box.isEmpty, crs != .wgs84 else { return box }
    let steps = 8
    var outline: [Double] = []
    // Along the sides in turn, so that one longitude follows from the last.
    for side in 0..<4 {
      for i in 0..<steps {
        let f = Double(i) / Double(steps)
        let (x, y) = (box.minX + f * box.width, box.minY + f * box.height)
        let (backX, backY) = (box.minX + (1 - f) * box.width, box.minY + (1 - f) * box.height)
        switch side {
        case 0: outline += [x, box.minY]
        case 1: outline += [box.maxX, y]
        case 2: outline += [backX, box.maxY]
        default: outline += [box.minX, backY]
        }
      }
    }
    let pool = TransformationPool.shared(from: crs, to: .wgs84)
    let one = try pool.take()
    try one.transformation.transform(&outline)
    pool.give(one)
    return around(outline)
  }

  /// The box of a closed walk of longitudes and latitudes, on the circle.
  private static func around(_ walk: [Double]) -> Box {
    var result = Box.empty
    var turns = 0.0
    var last = walk[0]
    for k in 0..<(walk.count / 2) {
      let step = walk[2 * k] - last
      turns -= (step / 360).rounded()
      last = walk[2 * k]
      result.extend(x: last + 360 * turns, y: walk[2 * k + 1])
    }
    turns -= ((walk[0] - last) / 360).rounded()
    if turns != 0 {
      let isNorth = result.centerY > 0
      return Box(
        minX: -180, minY: isNorth ? result.minY : -90, maxX: 180, maxY: isNorth ? 90 : result.maxY)
    }
    if result.minX < -180 {
      result.minX += 360
      result.maxX += 360
    }
    return result
  }
}
