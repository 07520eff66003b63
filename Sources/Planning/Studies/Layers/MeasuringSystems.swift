public import GeoCore
public import GeoProjection
internal import Synchronization

/// The systems that a study measures in: equal-area for areas, metric for distances.
///
/// Never degrees, never Web Mercator. One system serves what lies around its middle; what is spread
/// over the Earth is measured in a world-wide equal-area system, and distances in planes of their
/// own for every neighbourhood.
public struct MeasuringSystems: Sendable, Equatable {
  /// The equal-area system, in metres.
  public let area: CRS
  private let distances: Distances
  /// `CRS.localFrames` where no one system serves. Chosen when it is first asked for, since PROJ takes
  /// longer over it than over a small layer, and what measures areas alone has no use for it.
  public var distance: CRS { distances.chosen.system }
  /// The largest relative error of lengths in `distance` over the study area: |scale − 1|.
  public var distanceScaleError: Double { distances.chosen.scaleError }

  /// Whether areas are measured in a world-wide system, whose lengths mean nothing.
  public let isWorldwide: Bool

  /// How far from its middle a local equal-area system is used, degrees of a great circle.
  public static let largestRadiusDegrees = 45.0
  /// How far off one metric system's lengths may be before every neighbourhood gets its own.
  public static let largestOwnScaleError = 0.01

  /// Vertices of layers that are wider are not laid into one plane one by one: around a pole the
  /// two ends of a long edge fall together. Degrees of longitude.
  package static let widestInOnePlaneDegrees = 180.0
  /// How far from its middle a transverse Mercator system may be used at all: around the Earth its
  /// corners look right again. Degrees of a great circle.
  fileprivate static let largestMetricRadiusDegrees = 15.0
  /// The latitudes that UTM is made for, give or take a degree: nearer to a pole no zone serves, whose
  /// meridians all meet there.
  fileprivate static let latitudesOfUTM = -81.0...85.0

  /// Chooses for a place, or checks what was asked for.
  ///
  /// Areas: EPSG:3035 inside its area of use; elsewhere a local Lambert azimuthal system around the
  /// middle, or a pole, that all of the study lies within 45 degrees of; else a world-wide
  /// cylindrical equal-area system that is cut where the study has its largest gap.
  /// Distances: EPSG:2154 inside its area of use; elsewhere the UTM zone of the middle where
  /// its lengths are right within 1 %, away from the poles; else planes of their own for every neighbourhood.
  /// - Parameter extent: the study area.
  /// - Throws: `InputError` when a system asked for is not fit to measure in.
  public init(
    for extent: GeographicExtent, areaCRS: CRS? = nil, distanceCRS: CRS? = nil
  ) throws {
    if let areaCRS {
      try Self.requireProjected(areaCRS, use: "areas")
      try Self.requireCovered(extent, by: areaCRS)
      try Self.requireEqualArea(areaCRS, around: extent)
      area = areaCRS
      isWorldwide = extent.box.width > 180 || extent.box.height > 90
    } else {
      area = try Self.equalArea(for: extent)
      isWorldwide = area == Self.worldwide(around: extent)
    }
    if let distanceCRS {
      try Self.requireProjected(distanceCRS, use: "distances")
      let error = try Self.scaleError(of: distanceCRS, over: extent)
      guard error < Self.largestScaleError else {
        throw InputError(
          reason: "\(distanceCRS) stretches lengths here by"
            + " \((error * 1000).rounded() / 10) %",
          remedy: "choose a metric system made for that place, or leave it to auto", kind: .usage)
      }
      distances = Distances((distanceCRS, error), over: extent)
    } else {
      distances = Distances(nil, over: extent)
    }
  }

  /// Chooses for a box of longitudes and latitudes.
  /// - Throws: `InputError` when a system asked for is not fit to measure in.
  public init(for box: Box, areaCRS: CRS? = nil, distanceCRS: CRS? = nil) throws {
    try self.init(
      for: GeographicExtent(box: box), areaCRS: areaCRS, distanceCRS: distanceCRS)
  }

  /// The equal-area system for a study area.
  package static func equalArea(for extent: GeographicExtent) throws -> CRS {
    if try CRSDescription(of: .laeaEurope).covers(extent.box, marginDegrees: 0) {
      return .laeaEurope
    }
    let middle = extent.center
    let pole = middle.latitude < 0 ? -90.0 : 90.0
    for (longitude, latitude) in [(middle.longitude, middle.latitude), (0, pole)] {
      let (x, y) = (longitude.rounded(), latitude.rounded())
      let isTooWide = extent.box.width > 180 && abs(y) < 90
      if !isTooWide,
        extent.radius(aroundLongitude: x, latitude: y) <= largestRadiusDegrees
      {
        return .localEqualArea(longitude: longitude, latitude: latitude)
      }
    }
    return worldwide(around: extent)
  }

  /// The world-wide system that is cut opposite to the middle of a study area.
  package static func worldwide(around extent: GeographicExtent) -> CRS {
    let isCircle = extent.longitudes.isWholeCircle || extent.isEmpty
    return .worldEqualArea(centralMeridian: isCircle ? 0 : extent.center.longitude)
  }

  fileprivate static func scaleError(
    of crs: CRS, over extent: GeographicExtent
  ) throws -> Double {
    var error = 0.0
    for (x, y) in Self.probes(of: extent.box) {
      let here = try Geodesic.scaleErrors(of: crs, longitude: x, latitude: y)
      error = max(error, here.length.isNaN ? .infinity : here.length)
    }
    return error
  }

  private static func requireCovered(_ extent: GeographicExtent, by crs: CRS) throws {
    let description = try CRSDescription(of: crs)
    guard let area = description.areaOfUse, !description.covers(extent) else { return }
    func text(_ box: Box) -> String {
      [box.minX, box.minY, box.maxX, box.maxY]
        .map { String(Int($0.rounded())) + "°" }.joined(separator: " ")
    }
    throw InputError(
      reason: "the data (\(text(extent.box)), west south east north) lies outside the area of use"
        + " of \(crs) \(description.name) (\(text(area)))",
      remedy: "choose a system made for that place, or check for swapped coordinates")
  }

  /// Systems that are further off are not fit to measure distances in.
  static let largestScaleError = 0.05

  /// The centre and corners of a box.
  private static func probes(of box: Box) -> [(Double, Double)] {
    if box.isEmpty { return [] }
    return [
      (box.centerX, box.centerY), (box.minX, box.minY), (box.minX, box.maxY),
      (box.maxX, box.minY), (box.maxX, box.maxY),
    ]
  }

  private static func requireProjected(_ crs: CRS, use: String) throws {
    let description = try CRSDescription(of: crs)
    guard !description.isGeographic else {
      throw InputError(
        reason: "\(crs) counts in degrees; \(use) are never measured in degrees",
        remedy: "choose a projected system in metres", kind: .usage)
    }
    guard description.metersPerUnit == 1 else {
      throw InputError(
        reason: "\(crs) does not count in metres", remedy: "choose a system in metres",
        kind: .usage)
    }
    guard crs.definition != "EPSG:3857" && crs.definition != "EPSG:900913" else {
      throw InputError(
        reason: "Web Mercator is not fit for measuring: it stretches \(use) with latitude",
        remedy: "choose EPSG:3035 for areas or EPSG:2154 for distances, or leave it to auto",
        kind: .usage)
    }
  }

  private static func requireEqualArea(_ crs: CRS, around extent: GeographicExtent) throws {
    for (x, y) in probes(of: extent.box) {
      let error = try Geodesic.arealScaleError(of: crs, longitude: x, latitude: y)
      guard error < 1e-6 else {
        throw InputError(
          reason: "\(crs) is not an equal-area system: areas would be off by"
            + " \((error * 1e6).rounded() / 1e4) %",
          remedy: "choose an equal-area system such as EPSG:3035, or leave it to auto",
          kind: .usage)
      }
    }
  }
}

extension MeasuringSystems {
  /// The system for distances in a study area, as asked for, or chosen at the first look.
  private final class Distances: Sendable, Equatable {
    typealias Choice = (system: CRS, scaleError: Double)
    private let extent: GeographicExtent
    private let made: Mutex<Choice?>

    init(_ asked: Choice?, over extent: GeographicExtent) {
      self.extent = extent
      made = Mutex(asked)
    }

    var chosen: Choice {
      made.withLock { made in
        if let made { return made }
        let choice = Self.choice(for: extent)
        made = choice
        return choice
      }
    }

    static func == (a: Distances, b: Distances) -> Bool {
      let (one, other) = (a.chosen, b.chosen)
      return one.system == other.system && one.scaleError == other.scaleError
    }

    private static func choice(for extent: GeographicExtent) -> Choice {
      let center = extent.center
      var one = CRS.utm(longitude: center.longitude, latitude: center.latitude)
      var largest = largestOwnScaleError
      let french = try? CRSDescription(of: .lambert93)
      if french?.covers(extent.box, marginDegrees: 0) == true {
        (one, largest) = (.lambert93, largestScaleError)
      }
      // A system that cannot even be asked about the corners serves no better.
      let error = (try? scaleError(of: one, over: extent)) ?? .infinity
      let radius = extent.radius(
        aroundLongitude: center.longitude, latitude: center.latitude)
      let isNearPole =
        !extent.isEmpty
        && !(latitudesOfUTM.contains(extent.box.minY) && latitudesOfUTM.contains(extent.box.maxY))
      guard error <= largest, radius <= largestMetricRadiusDegrees, !isNearPole else {
        return (.localFrames, GlobalNearest.largestScaleError)
      }
      return (one, error)
    }
  }
}
