internal import CPROJ
public import GeoCore
internal import Synchronization

/// What PROJ knows of a coordinate reference system.
public struct CRSDescription: Sendable {
  /// The system that is described.
  public let crs: CRS
  /// The name that its authority gave it: `RGF93 v1 / Lambert-93`.
  public let name: String
  /// Angles rather than lengths; never measured in.
  public let isGeographic: Bool
  /// Where it may be used, in degrees of longitude and latitude; nil when nobody says.
  /// West is greater than east when the area crosses the antimeridian.
  public let areaOfUse: Box?
  /// Metres in one unit of the axes; nil for angles.
  public let metersPerUnit: Double?
  /// The definition as WKT 1 in GDAL's flavour, as GeoPackage files carry it.
  public let wkt1: String

  private static let known = Mutex<[CRS: CRSDescription]>([:])

  /// Looks a system up; what has been found once is remembered.
  /// - Throws: `PROJError` when PROJ does not know it.
  public init(of crs: CRS) throws(PROJError) {
    if let found = Self.known.withLock({ $0[crs] }) {
      self = found
      return
    }
    self = try CRSDescription(lookingUp: crs)
    let found = self
    Self.known.withLock { $0[crs] = found }
  }

  private init(lookingUp crs: CRS) throws(PROJError) {
    let context = try PROJContext()
    let object = try context.make(crs)
    defer { proj_destroy(object) }
    self.crs = crs
    let label = proj_get_name(object).map { String(cString: $0) } ?? ""
    name = label.isEmpty || label == "unknown" ? crs.definition : label
    let type = proj_get_type(object)
    isGeographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS

    var west = 0.0
    var south = 0.0
    var east = 0.0
    var north = 0.0
    let known = proj_get_area_of_use(
      context.handle, object, &west, &south, &east, &north, nil)
    // EPSG draws the area of its world-wide grid at 86 degrees; the projection knows no such limit.
    if crs.definition == "EPSG:6933" { (south, north) = (-90, 90) }
    areaOfUse =
      known != 0 && west > -1000 ? Box(minX: west, minY: south, maxX: east, maxY: north) : nil

    var factor = 0.0
    if !isGeographic, let axes = proj_crs_get_coordinate_system(context.handle, object) {
      _ = proj_cs_get_axis_info(context.handle, axes, 0, nil, nil, nil, &factor, nil, nil, nil)
      proj_destroy(axes)
    }
    metersPerUnit = factor > 0 ? factor : nil
    wkt1 =
      proj_as_wkt(context.handle, object, PJ_WKT1_GDAL, nil).map { String(cString: $0) } ?? ""
  }

  /// Whether an extent lies in the area of use, give or take a margin in degrees, whatever turns of
  /// the circle the two are written in.
  public func covers(_ extent: GeographicExtent, marginDegrees: Double = 1) -> Bool {
    extent.isEmpty || covers(extent.box, marginDegrees: marginDegrees)
  }

  /// Whether a box of longitudes and latitudes lies in the area of use, give or take a margin in
  /// degrees: authorities draw these areas roughly.
  ///
  /// Both are taken on the circle: 190° is −170°, and a box whose west is greater than its east
  /// crosses the antimeridian.
  public func covers(_ box: Box, marginDegrees: Double = 1) -> Bool {
    guard let areaOfUse, box.minX.isFinite, box.maxX.isFinite, box.minY <= box.maxY else {
      return true
    }
    guard box.minY >= areaOfUse.minY - marginDegrees, box.maxY <= areaOfUse.maxY + marginDegrees
    else { return false }
    let span = Self.eastward(areaOfUse.minX, areaOfUse.maxX) + 2 * marginDegrees
    let start = (box.minX - (areaOfUse.minX - marginDegrees)).truncatingRemainder(dividingBy: 360)
    // A hair west of the western end is no way round the Earth.
    let offset = start < -1e-9 ? start + 360 : max(start, 0)
    return span >= 360 || offset + Self.eastward(box.minX, box.maxX) <= span + 1e-9
  }

  /// Whether coordinates in lengths are greater than any place on Earth has: 100,000 km. The
  /// greatest in use are eastings with the number of a zone before them, 60,500,000 m.
  func isBeyondEarth(_ box: Box) -> Bool {
    guard let metersPerUnit, !box.isEmpty else { return false }
    let most = max(abs(box.minX), abs(box.maxX), abs(box.minY), abs(box.maxY))
    return !(most * metersPerUnit <= 1e8)
  }

  /// How far a place lies from the area of use, in degrees: the greater of the gaps in longitude and
  /// latitude, 0 inside.
  func degreesBeyond(longitude: Double, latitude: Double) -> Double {
    guard let areaOfUse else { return 0 }
    let north = max(areaOfUse.minY - latitude, latitude - areaOfUse.maxY, 0)
    let west = Self.eastward(longitude, areaOfUse.minX)
    let east = Self.eastward(areaOfUse.maxX, longitude)
    let isWithin = covers(
      Box(minX: longitude, minY: areaOfUse.minY, maxX: longitude, maxY: areaOfUse.minY),
      marginDegrees: 0)
    return max(north, isWithin ? 0 : min(west, east))
  }

  /// Degrees from one longitude eastward to another, 0 to 360.
  private static func eastward(_ west: Double, _ east: Double) -> Double {
    if east >= west { return min(east - west, 360) }
    let turned = (east - west).truncatingRemainder(dividingBy: 360)
    return turned < 0 ? turned + 360 : turned
  }
}
