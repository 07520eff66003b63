public import GeoCore

extension Geometries {
  /// The same features in longitude and latitude, flat, with rings and lines that run on across the
  /// antimeridian instead of jumping from 180 to −180.
  ///
  /// Longitudes of a layer that counts in WGS 84's degrees stand as they were written. Those that
  /// were computed from another system are between −180 and 180 at first, and then turned so that
  /// no edge is longer than half the circle; a ring around a pole is led along it, and edges near
  /// it that turn by more than a degree of longitude have vertices added, since what is straight
  /// there is no straight line of degrees. A ring that touches a pole is led along it, too.
  /// - Throws: `PROJError` when the layer cannot be transformed.
  public func longitudeLatitude(threads: Int) throws -> Geometries {
    let flat = droppingElevations()
    guard crs != .wgs84 else { return flat }
    let degrees = try flat.transformed(to: .wgs84, threads: threads).geometries
    guard
      try degrees.mayTurnAroundPole(isGeographic: { try CRSDescription(of: crs).isGeographic })
    else { return degrees }
    return try flat.dividingTurns(in: degrees, threads: threads).spreadingPoles().runningOn()
  }

  /// Edges are divided until none turns by more, degrees of longitude; across a pole itself there
  /// is no end of it.
  private static let widestTurn = 1.0
  private static let mostRounds = 4
  private static let mostPieces = 90.0

  /// The features in longitude and latitude, with vertices added where edges of their own system
  /// turn by more than a degree.
  /// - Parameter degrees: they themselves, vertex by vertex.
  private func dividingTurns(in degrees: Geometries, threads: Int) throws -> Geometries {
    var (given, degrees) = (self, degrees)
    for _ in 0..<Self.mostRounds {
      guard let divided = given.dividingTurnsOnce(in: degrees) else { break }
      given = divided
      degrees = try divided.transformed(to: .wgs84, threads: threads).geometries
    }
    return degrees
  }

  /// Nil when nothing turns by so much.
  private func dividingTurnsOnce(in degrees: Geometries) -> Geometries? {
    var result = Geometries(crs: crs)
    var isChanged = false
    for feature in 0..<count {
      result.beginFeature(kinds[feature])
      if let list = members[feature] { result.setMembers(list) }
      for (part, kind) in zip(parts(ofFeature: feature), partKinds(ofFeature: feature)) {
        result.beginPart()
        for ring in rings(ofPart: part) {
          result.beginRing()
          let vertices = vertices(ofRing: ring)
          for vertex in vertices {
            if vertex > vertices.lowerBound, kind != .point {
              let turn = (degrees.x(vertex) - degrees.x(vertex - 1)).remainder(dividingBy: 360)
              let pieces = min((abs(turn) / Self.widestTurn).rounded(.up), Self.mostPieces)
              if pieces > 1 {
                isChanged = true
                result.appendDivision(of: self, before: vertex, pieces: pieces)
              }
            }
            result.appendVertex(x: x(vertex), y: y(vertex))
          }
        }
      }
    }
    return isChanged ? result : nil
  }

  /// Appends what divides the edge that ends at a vertex.
  private mutating func appendDivision(of other: Geometries, before vertex: Int, pieces: Double) {
    let (x0, y0) = (other.x(vertex - 1), other.y(vertex - 1))
    let (dx, dy) = (other.x(vertex) - x0, other.y(vertex) - y0)
    for piece in stride(from: 1, to: pieces, by: 1) {
      appendVertex(x: x0 + dx * piece / pieces, y: y0 + dy * piece / pieces)
    }
  }

  /// The boxes of features of one vertex each, their longitudes from −180 to 180; what lies on the
  /// antimeridian is found on both of its sides.
  public func boxesInOneTurn() -> [Box] {
    (0..<count).map { feature in
      var box = box(ofFeature: feature)
      guard !box.isEmpty, box.width == 0 else { return box }
      let x = LongitudeSpan.turned(box.minX, from: -180)
      (box.minX, box.maxX) = (x, x == -180 ? 180 : x)
      return box
    }
  }

  /// Rings and lines without jumps across the antimeridian.
  func runningOn() -> Geometries {
    var result = Geometries(crs: crs)
    for feature in 0..<count {
      result.beginFeature(kinds[feature])
      if let list = members[feature] { result.setMembers(list) }
      let partKinds = partKinds(ofFeature: feature)
      for (part, kind) in zip(parts(ofFeature: feature), partKinds) {
        result.beginPart()
        var shell: Double?
        for ring in rings(ofPart: part) {
          let run = runningOn(vertices(ofRing: ring), isRing: kind == .polygon, near: shell)
          result.appendRing(run)
          if shell == nil, let first = run.first { shell = first }
        }
      }
    }
    return result
  }

  /// The interleaved coordinates of a run of vertices.
  /// - Parameter near: a longitude of the shell, for its holes.
  private func runningOn(_ vertices: Range<Int>, isRing: Bool, near: Double?) -> [Double] {
    guard let first = vertices.first else { return [] }
    var turn = near.map { Self.turns(from: x(first), to: $0) } ?? 0
    var run: [Double] = []
    run.reserveCapacity(2 * vertices.count + 4)
    for vertex in vertices {
      if vertex > first { turn += Self.turns(from: x(vertex), to: x(vertex - 1)) }
      run += [x(vertex) + turn, y(vertex)]
    }
    let end = run[run.count - 2]
    if isRing, abs(end - run[0]) > 180 {
      // Around a pole: the nearer one.
      let latitudes = stride(from: 1, to: run.count, by: 2).map { run[$0] }
      let pole = latitudes.reduce(0, +) >= 0 ? 90.0 : -90.0
      run += [end, pole, run[0], pole, run[0], run[1]]
    }
    return run
  }

  /// What brings a longitude to within half the circle of another: −360, 0 or 360.
  private static func turns(from longitude: Double, to other: Double) -> Double {
    let ahead = longitude - other
    return ahead > 180 ? -360 : ahead < -180 ? 360 : 0
  }
}
