internal import CPROJ
public import GeoCore

/// A coordinate transformation between two systems, for one thread.
///
/// **Axis order:** x is easting or longitude on both sides, whatever the authorities say.
/// **Accuracy:** a ballpark transformation (one that skips a datum shift) is refused. Grids are
/// taken from the machine only; the network is off.
/// **Inverse:** a way that needs the inverse of a projection without one is refused when it is made.
/// **Units:** those of each system: degrees, or metres as a rule. **Complexity:** some milliseconds
/// to make, for PROJ reads its database; O(vertices) to use.
///
/// ```swift
/// let toLambert = try Transformation(from: .wgs84, to: .lambert93)
/// let origin = try toLambert.transform(x: 3, y: 46.5)  // 700,000 m east, 6,600,000 m north
/// ```
///
/// **Source:** PROJ, https://proj.org
public struct Transformation: ~Copyable {
  private let context: PROJContext
  private let operation: OpaquePointer
  private let names: (from: String, to: String)

  /// The most accurate way from one system to another without grids of the network.
  ///
  /// - Throws: `PROJError` when a system is unknown or no accurate transformation exists.
  public init(from source: CRS, to target: CRS) throws(PROJError) {
    let context = try PROJContext()
    let from = try context.make(source)
    defer { proj_destroy(from) }
    let to = try context.make(target)
    defer { proj_destroy(to) }

    let made = "ALLOW_BALLPARK=NO".withCString { option -> OpaquePointer? in
      let options: [UnsafePointer<CChar>?] = [option, nil]
      return options.withUnsafeBufferPointer {
        proj_create_crs_to_crs_from_pj(context.handle, from, to, nil, $0.baseAddress)
      }
    }
    guard let made, let normalized = proj_normalize_for_visualization(context.handle, made) else {
      if let made { proj_destroy(made) }
      let complaint = context.takeComplaint().map { " (\($0))" } ?? ""
      throw PROJError(
        reason: "no accurate transformation from \(source.shortName) to"
          + " \(target.shortName)\(complaint)",
        remedy: Self.remedy(missing: context.missingGrids(from: from, to: to)))
    }
    proj_destroy(made)
    // Systems of EPSG have an inverse, or no way at all.
    let isCertain = source == .wgs84 || source.authorityCode?.authority == "EPSG"
    guard isCertain || !Self.hasNoInverse(normalized, context) else {
      proj_destroy(normalized)
      throw Self.noInverse(of: source)
    }
    self.context = context
    operation = normalized
    names = (source.shortName, target.shortName)
  }

  /// Whether a step would need the inverse of a projection that PROJ has none of. PROJ makes such
  /// transformations all the same, and refuses every point.
  private static func hasNoInverse(_ operation: OpaquePointer, _ context: PROJContext) -> Bool {
    var x = 0.0
    var y = 0.0
    proj_errno_reset(operation)
    proj_trans_generic(operation, PJ_FWD, &x, 0, 1, &y, 0, 1, nil, 0, 0, nil, 0, 0)
    let code = proj_errno(operation)
    proj_errno_reset(operation)
    _ = context.takeComplaint()
    return code == PROJ_ERR_OTHER_NO_INVERSE_OP
  }

  private static func noInverse(of source: CRS) -> PROJError {
    PROJError(
      reason:
        "PROJ knows no way from \(source.shortName) to longitude and latitude: its projection has"
        + " no inverse, or the definition names none that PROJ knows",
      remedy:
        .anyOf(
          "check how the projection and its numbers are written (decimals with a point)",
          "name the system by its code, such as EPSG:2154, in the file", "with \(FileSetting.crs)"))
  }

  deinit { proj_destroy(operation) }

  /// What helps when there is no accurate way: grids where PROJ would have one with them, else a
  /// system that PROJ knows.
  private static func remedy(missing grids: [String]) -> Remedy {
    guard let first = grids.first else {
      return .anyOf(
        "PROJ joins its datum to no other: name the system by its code, such as EPSG:2154, in the"
          + " file", "with \(FileSetting.crs) where a .prj says it")
    }
    let others = grids.count > 1 ? " or one of \(grids.count - 1) others" : ""
    return "install PROJ's grids (proj-data): \(first)\(others) is not there; or convert the data"
      + " with a tool that has it"
  }

  /// Transforms interleaved coordinates in place.
  /// - Throws: `PROJError` when a point cannot be transformed; the array is then of no use.
  public func transform(_ coordinates: inout [Double]) throws(PROJError) {
    var failed: Int?
    coordinates.withUnsafeMutableBufferPointer { failed = transform($0) }
    try check(failed) { (coordinates[2 * $0], coordinates[2 * $0 + 1]) }
  }

  /// Transforms one point.
  /// - Throws: `PROJError` when the point has no place in the target system.
  public func transform(x: Double, y: Double) throws(PROJError) -> (x: Double, y: Double) {
    var pair = [x, y]
    try transform(&pair)
    return (pair[0], pair[1])
  }

  /// Returns the first vertex that came out non-finite, or nil.
  func transform(_ buffer: UnsafeMutableBufferPointer<Double>) -> Int? {
    guard let base = buffer.baseAddress, buffer.count >= 2 else { return nil }
    let count = buffer.count / 2
    let stride = 2 * MemoryLayout<Double>.stride
    proj_errno_reset(operation)
    proj_trans_generic(
      operation, PJ_FWD, base, stride, count, base + 1, stride, count, nil, 0, 0, nil, 0, 0)
    for vertex in 0..<count
    where !(base[2 * vertex].isFinite && base[2 * vertex + 1].isFinite) {
      return vertex
    }
    return nil
  }

  func check(_ failed: Int?, at place: (Int) -> (Double, Double)) throws(PROJError) {
    guard failed != nil else { return }
    let code = proj_errno(operation)
    let why = code == 0 ? nil : proj_context_errno_string(context.handle, code)
    throw PROJError(
      reason: "a point cannot be transformed from \(names.from) to \(names.to)"
        + (why.map { " (\(String(cString: $0)))" } ?? ""),
      remedy: "check that the data is really in \(names.from) and inside its area of use")
  }

  /// The PROJ pipeline that the last point went through; empty before the first.
  public var lastPipeline: String {
    guard let used = proj_trans_get_last_used_operation(operation) else { return "" }
    defer { proj_destroy(used) }
    return proj_as_proj_string(context.handle, used, PJ_PROJ_5, nil).map { String(cString: $0) }
      ?? ""
  }

  /// The PROJ pipeline that every point goes through; nil when PROJ chooses between several by
  /// place.
  var onlyPipeline: String? {
    // PROJ can write down an operation, but not a list of candidates; it complains of lists.
    let text = proj_as_proj_string(context.handle, operation, PJ_PROJ_5, nil)
    guard let text else {
      _ = context.takeComplaint()
      return nil
    }
    return String(cString: text)
  }
}
