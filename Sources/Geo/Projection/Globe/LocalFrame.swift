public import GeoCore
internal import Glibc

/// A plane in metres around a place: Lambert's azimuthal equal-area projection of the WGS 84
/// ellipsoid, without a look-up in PROJ, so that a layer may have one for every neighbourhood.
///
/// Around any place, by formulas alone, for layers that no system serves. Streets and what is joined to
/// them use `DegreeFrame`s, planes of PROJ's around whole degrees, so that the plane of a place depends
/// on the place alone.
///
/// Areas are true everywhere. Lengths at the distance r from the centre are off by no more than
/// r² / 8R²: 0.03 % at 300 km.
///
/// **Units:** degrees and metres; x to the east, y to the north. The antipode has no place.
/// **Source:** Snyder 1987, Map projections: a working manual, doi:10.3133/pp1395, p. 187-190.
public struct LocalFrame: Sendable, Hashable {
  /// The longitude of the middle, degrees on WGS 84.
  public let longitude: Double
  /// The latitude of the middle, degrees on WGS 84: from −89.5 to 89.5.
  public let latitude: Double

  /// The plane around a place, in degrees on WGS 84.
  ///
  /// - Parameter latitude: taken as 89.5 beyond that: at the pole itself the formulas divide by 0.
  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = min(max(latitude, -89.5), 89.5)
  }

  private static let degree = Double.pi / 180

  /// What the formulas need of the centre.
  private var constants: (sine: Double, cosine: Double, d: Double) {
    let sinPhi = sin(latitude * Self.degree)
    let beta = asin(Ellipsoid.q(sine: sinPhi) / Ellipsoid.polarQ)
    let w = (1 - Ellipsoid.squaredEccentricity * sinPhi * sinPhi).squareRoot()
    let m = cos(latitude * Self.degree) / w
    let d = Ellipsoid.semiMajorAxis * m / (Ellipsoid.authalicRadius * cos(beta))
    return (sin(beta), cos(beta), d)
  }

  /// The plane coordinates of places, interleaved; the same in any order and any array.
  public func projected(_ degrees: [Double]) -> [Double] {
    let (sine, cosine, d) = constants
    var result = degrees
    for k in 0..<(degrees.count / 2) {
      let lambda = (degrees[2 * k] - longitude) * Self.degree
      let q = Ellipsoid.q(sine: sin(degrees[2 * k + 1] * Self.degree))
      let sinBeta = min(1, max(-1, q / Ellipsoid.polarQ))
      let cosBeta = (1 - sinBeta * sinBeta).squareRoot()
      let along = cosBeta * cos(lambda)
      let denominator = max(1 + sine * sinBeta + cosine * along, 1e-12)
      let b = Ellipsoid.authalicRadius * (2 / denominator).squareRoot()
      result[2 * k] = b * d * cosBeta * sin(lambda)
      result[2 * k + 1] = b / d * (cosine * sinBeta - sine * along)
    }
    return result
  }

  /// Longitudes and latitudes of places in the plane, interleaved; longitudes within half the
  /// circle of the centre.
  public func restored(_ plane: [Double]) -> [Double] {
    let (sine, cosine, d) = constants
    let radius = Ellipsoid.authalicRadius
    var result = plane
    for k in 0..<(plane.count / 2) {
      let (u, v) = (plane[2 * k] / d, plane[2 * k + 1] * d)
      let rho = (u * u + v * v).squareRoot()
      guard rho > 0 else {
        result[2 * k] = longitude
        result[2 * k + 1] = latitude
        continue
      }
      let c = 2 * asin(min(1, rho / (2 * radius)))
      let (sinC, cosC) = (sin(c), cos(c))
      let q = Ellipsoid.polarQ * (cosC * sine + v * sinC * cosine / rho)
      let lambda = atan2(u * sinC, rho * cosine * cosC - v * sine * sinC)
      result[2 * k] = longitude + lambda / Self.degree
      result[2 * k + 1] = Ellipsoid.latitude(q: q) / Self.degree
    }
    return result
  }

  /// The layer in this plane; its `crs` is kept as a reminder of where the numbers come from.
  ///
  /// **CRS:** of the layer: longitude and latitude.
  public func projected(_ degrees: Geometries) -> Geometries {
    var plane = degrees
    plane.coordinates = projected(degrees.coordinates)
    return plane
  }

  /// Back to longitude and latitude.
  public func restored(_ plane: Geometries) -> Geometries {
    var degrees = plane
    degrees.coordinates = restored(plane.coordinates)
    return degrees
  }
}

extension LocalFrame {
  /// What is wider goes onto a cylinder, where edges keep their course in longitude and latitude:
  /// around a pole, its few vertices would fall together in an azimuthal plane.
  private static let widest = 5.0

  /// The plane coordinates of places around a box: in the plane around its middle, or, when it is
  /// wider than 5 degrees, on the equal-area cylinder that has true lengths at its middle latitude.
  static func projected(_ degrees: [Double], around box: Box) -> [Double] {
    guard max(box.width, box.height) > widest else {
      return LocalFrame(longitude: box.centerX, latitude: box.centerY).projected(degrees)
    }
    let scale = cos(min(abs(box.centerY), 85) * degree)
    var plane = degrees
    for k in 0..<(degrees.count / 2) {
      let lambda = (degrees[2 * k] - box.centerX) * degree
      let sine = sin(degrees[2 * k + 1] * degree)
      plane[2 * k] = Ellipsoid.semiMajorAxis * scale * lambda
      plane[2 * k + 1] = Ellipsoid.semiMajorAxis / (2 * scale) * Ellipsoid.q(sine: sine)
    }
    return plane
  }
}

extension Geometries {
  /// The layer in a system that areas are measured in, or, for `CRS.localFrames`, in local frames.
  /// - Throws: `PROJError` when it cannot be brought there.
  public func measured(in crs: CRS, threads: Int) throws -> Geometries {
    crs == .localFrames
      ? try inLocalFrames(threads: threads)
      : try droppingElevations().transformed(to: crs, threads: threads).geometries
  }

  /// The layer in metres, each feature in a plane around the middle of a feature of another layer
  /// of as many features, or around its own where that one is empty: two states of one layer can be
  /// compared there.
  /// - Throws: `PROJError` when the layer cannot be brought to longitude and latitude.
  func inFrames(of other: Geometries, threads: Int) throws -> Geometries {
    precondition(count == other.count, "one feature for each")
    let (own, others) = (
      try longitudeLatitude(threads: threads), try other.longitudeLatitude(threads: threads)
    )
    let pieces = Parallel.collect(count: count, chunk: 256, threads: threads) { range in
      range.flatMap { feature -> [Double] in
        let given = others.box(ofFeature: feature)
        let box = given.isEmpty ? own.box(ofFeature: feature) : given
        let vertices = own.vertices(ofFeature: feature)
        guard !box.isEmpty, !vertices.isEmpty else { return [] }
        let run = own.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)]
        return LocalFrame.projected(Array(run), around: box)
      }
    }
    var plane = own
    plane.coordinates = pieces.flatMap { $0 }
    return plane
  }

  /// The same parts, rings and vertices in metres, each part in a plane around its own middle:
  /// for measures of single parts of layers that no one system serves. What parts have to do with
  /// each other cannot be told there.
  ///
  /// - Throws: `PROJError` when the layer cannot be brought to longitude and latitude.
  public func inLocalFrames(threads: Int) throws -> Geometries {
    let degrees =
      crs == .wgs84
      ? droppingElevations() : try transformed(to: .wgs84, threads: threads).geometries
    let pieces = Parallel.collect(count: degrees.partCount, chunk: 256, threads: threads) { range in
      range.flatMap { part -> [Double] in
        let first = Int(degrees.vertexOffsets[degrees.rings(ofPart: part).lowerBound])
        let last = Int(degrees.vertexOffsets[degrees.rings(ofPart: part).upperBound])
        guard last > first else { return [] }
        var run = Array(degrees.coordinates[(2 * first)..<(2 * last)])
        var box = Box.empty
        for k in 0..<(run.count / 2) {
          // One turn of the circle, unless the part goes around it.
          if abs(run[2 * k] - run[0]) > 180, crs != .wgs84 {
            run[2 * k] += run[2 * k] < run[0] ? 360 : -360
          }
          box.extend(x: run[2 * k], y: run[2 * k + 1])
        }
        return LocalFrame.projected(run, around: box)
      }
    }
    var plane = degrees
    plane.elevations = nil
    plane.coordinates = pieces.flatMap { $0 }
    return plane
  }
}
