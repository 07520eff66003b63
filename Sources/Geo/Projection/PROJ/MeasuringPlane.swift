internal import GeoCore
internal import Synchronization

/// How a projected system lays the Earth out: what it can take in one piece, and where it is cut.
enum MeasuringPlane: Sendable, Equatable {
  /// Around a centre, of which it shows all but the antipode: `laea`.
  case azimuthal(longitude: Double, latitude: Double)
  /// The whole world, cut along the meridian opposite to the central one: `cea`, `eqearth`.
  case worldwide(centralMeridian: Double)
  /// Anything else, which is left to PROJ.
  case other

  /// Asking PROJ takes 20 ms, more than much of what is measured: of the system of nearly all studies
  /// it is said here.
  static let europe = MeasuringPlane.azimuthal(longitude: 10, latitude: 52)

  private static let known = Mutex<[CRS: MeasuringPlane]>([.laeaEurope: europe])

  var isWorldwide: Bool {
    if case .worldwide = self { true } else { false }
  }

  private static let azimuthals: Set<Substring> = ["laea"]
  private static let cylinders: Set<Substring> = ["cea", "eqearth"]

  /// - Throws: `PROJError` when PROJ does not know the system.
  static func of(_ crs: CRS) throws -> MeasuringPlane {
    if let found = known.withLock({ $0[crs] }) { return found }
    let found = try asPROJSays(crs)
    known.withLock { $0[crs] = found }
    return found
  }

  /// What the pipeline to the system says.
  /// - Throws: `PROJError` when PROJ does not know the system.
  static func asPROJSays(_ crs: CRS) throws -> MeasuringPlane {
    let pool = TransformationPool.shared(from: .wgs84, to: crs)
    let one = try pool.take()
    defer { pool.give(one) }
    return one.transformation.onlyPipeline.map(Self.init(pipeline:)) ?? .other
  }

  private init(pipeline: String) {
    self = .other
    for step in SmoothPipeline.steps(of: pipeline) {
      guard let name = step["proj"] else { continue }
      let longitude = step["lon_0"].flatMap { Double($0) } ?? 0
      if Self.azimuthals.contains(name) {
        let latitude = step["lat_0"].flatMap { Double($0) } ?? 0
        self = .azimuthal(longitude: longitude, latitude: latitude)
      } else if Self.cylinders.contains(name) {
        self = .worldwide(centralMeridian: longitude)
      }
    }
  }

  /// Whether a system is drawn around a centre, so that nothing near that is torn: its seam is the
  /// antipode.
  static func isSeamless(_ crs: CRS) throws -> Bool {
    if let found = seamless.withLock({ $0[crs] }) { return found }
    let pool = TransformationPool.shared(from: .wgs84, to: crs)
    let one = try pool.take()
    defer { pool.give(one) }
    let names = (one.transformation.onlyPipeline.map(SmoothPipeline.steps) ?? [])
      .compactMap { $0["proj"] }
    let found = names.contains { centered.contains($0) }
    seamless.withLock { $0[crs] = found }
    return found
  }

  private static let seamless = Mutex<[CRS: Bool]>([:])
  private static let centered: Set<Substring> = ["aeqd", "laea", "stere", "sterea", "ups"]

  /// Where the centre of an azimuthal system is in its own coordinates.
  /// - Throws: `PROJError` when PROJ cannot tell.
  static func centerPlace(
    of crs: CRS, _ plane: MeasuringPlane
  ) throws -> (x: Double, y: Double)? {
    guard case .azimuthal(let longitude, let latitude) = plane else { return nil }
    let pool = TransformationPool.shared(from: .wgs84, to: crs)
    let one = try pool.take()
    defer { pool.give(one) }
    return try one.transformation.transform(x: longitude, y: latitude)
  }

  /// How far from its centre an equal-area azimuthal plane shows what is 85 degrees away, metres.
  static let farthestPlaneMeters = 8_600_000.0

  /// Parts that reach farther from the centre of an azimuthal system are clipped, degrees: beyond,
  /// its edges bend ever more, and the antipode becomes the rim.
  static let farthestDegrees = 85.0
  /// What is kept of clipped parts lies in the box around this radius, degrees.
  static let neighbourhoodDegrees = 60.0
  /// How far short of a seam vertices are put, degrees: 0.01 mm, so that rounding leaves them on
  /// their side.
  static let seamMargin = 1e-10

  /// Whether all in a box of longitudes and latitudes can be transformed as it stands.
  func holds(_ box: Box) -> Bool {
    guard !box.isEmpty else { return true }
    switch self {
    case .other: return true
    case .azimuthal(let longitude, let latitude):
      return box.minX >= longitude - 180 && box.maxX <= longitude + 180 && box.width <= 180
        && box.minY > -89.9 && box.maxY < 89.9
        && GeographicExtent(box: box).radius(aroundLongitude: longitude, latitude: latitude)
          <= Self.farthestDegrees
    case .worldwide(let central):
      return box.minX >= central - 180 + Self.seamMargin
        && box.maxX <= central + 180 - Self.seamMargin
    }
  }
}
