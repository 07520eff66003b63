public import GeoCore

/// How the coordinates of a layer fit the system that they are said to be in.
public struct SystemFit: Sendable {
  /// Why they cannot be right; nil when they can.
  public let fault: SystemFault?
  /// Whether some lie outside the area of use, give or take a degree, where PROJ goes there and
  /// back to 5 cm all the same: national layers in one zone do.
  public let isBeyondAreaOfUse: Bool
  /// What PROJ knows of the system; nil when that is nothing.
  public let description: CRSDescription?

  /// Looks at a layer's coordinates as a whole.
  ///
  /// **Complexity:** O(vertices) for their box; beyond the area of use some thousand PROJ calls.
  public init(of geometries: Geometries) {
    let crs = geometries.crs
    let box = geometries.box
    guard !box.isEmpty else {
      self.init(nil)
      return
    }
    let description: CRSDescription
    do throws(PROJError) {
      guard crs != .unknown else { throw Self.nothingStated }
      description = try CRSDescription(of: crs)
    } catch {
      self.init(
        SystemFault(
          kind: .unknown, reason: error.reason,
          remedy: error.remedy ?? Self.statement))
      return
    }
    if let fault = Self.misfit(box, description) {
      self.init(fault, description)
      return
    }
    guard crs != .wgs84 else {
      self.init(nil, description)
      return
    }
    do throws(PROJError) {
      if !crs.isPlaced { _ = try Transformation(from: crs, to: .wgs84) }
    } catch {
      self.init(
        SystemFault(kind: .ballpark, reason: error.reason, remedy: error.remedy),
        description)
      return
    }
    guard description.areaOfUse != nil, !Self.isInUse(box, description) else {
      self.init(nil, description)
      return
    }
    let sample = SystemSample(of: geometries, description: description)
    self.init(sample.fault, description, isBeyond: sample.isBeyondAreaOfUse)
  }

  private init(
    _ fault: SystemFault?, _ description: CRSDescription? = nil, isBeyond: Bool = false
  ) {
    self.fault = fault
    self.description = description
    isBeyondAreaOfUse = fault == nil && isBeyond
  }

  /// What is to be said to somebody who reads the layer, as a sentence; nil when all is usual.
  public var notice: String? {
    if let fault { return "the coordinates cannot be right: \(fault.reason)" }
    guard isBeyondAreaOfUse, let description, let area = description.areaOfUse else { return nil }
    return "coordinates lie outside the area of use of \(description.crs.shortName)"
      + " \(description.name) (\(area.degreesText)); they are read, since PROJ goes there and back"
      + " to 5 cm"
  }

  private static let nothingStated = PROJError(
    reason: "no coordinate reference system is stated that can be looked up, and none is given",
    remedy: statement)

  private static let statement: Remedy = .anyOf(
    "state the system in the file", "with \(FileSetting.crs)")

  /// Numbers that are nothing that the system counts in.
  private static func misfit(_ box: Box, _ description: CRSDescription) -> SystemFault? {
    let crs = description.crs
    func fits(_ box: Box, _ x: Double, _ y: Double) -> Bool {
      box.minX >= -x && box.maxX <= x && box.minY >= -y && box.maxY <= y
    }
    let remedy: Remedy = "find out which system the coordinates are in, and state that one"
    if description.isGeographic {
      // Beyond WGS 84 the angles may be grads.
      let isDegrees = crs == .wgs84
      let (x, y) = isDegrees ? (360.0, 90.0) : (400, 100)
      if fits(box, x, y) { return nil }
      if isDegrees, fits(box.swapped, 180, 90) {
        return SystemFault(
          kind: .swapped,
          reason: "latitudes lie beyond 90 degrees, and exchanged with longitudes all are possible",
          remedy: "exchange the two numbers of every position")
      }
      return SystemFault(
        kind: .notAngles,
        reason: "\(crs.shortName) counts in angles, and the coordinates (\(box.shortText)) are"
          + " none",
        remedy: remedy)
    }
    if description.isBeyondEarth(box) {
      return SystemFault(
        kind: .unplaceable,
        reason:
          "\(crs.shortName) counts in units of \(JSONText.number(description.metersPerUnit ?? 1))"
          + " m, and the coordinates (\(box.shortText)) are farther off than any place on Earth",
        remedy: "check the unit of the system (UNIT in a .prj), or state the system that is true")
    }
    guard fits(box, 180, 90), description.areaOfUse != nil, !isInUse(box, description) else {
      return nil
    }
    return SystemFault(
      kind: .degreesAsLengths,
      reason: "\(crs.shortName) counts in lengths, and the coordinates (\(box.shortText)) look like"
        + " degrees",
      remedy: remedy)
  }

  private static func isInUse(_ box: Box, _ description: CRSDescription) -> Bool {
    guard let degrees = try? Box.longitudeLatitude(of: box, in: description.crs) else {
      return false
    }
    return description.covers(degrees)
  }
}

extension Box {
  /// The four sides to a thousandth.
  var shortText: String {
    [minX, minY, maxX, maxY].map { side in
      let rounded = (side * 1000).rounded() / 1000
      return JSONText.number(rounded.isFinite ? rounded : side)
    }.joined(separator: " ")
  }

  /// The sides in degrees to a tenth, `6° 0° 12° 84°, west south east north`.
  public var degreesText: String {
    [minX, minY, maxX, maxY].map { JSONText.number(($0 * 10).rounded() / 10) + "°" }
      .joined(separator: " ") + ", west south east north"
  }
}
