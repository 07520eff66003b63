internal import CPROJ
public import GeoCore

/// What PROJ refused, with its own words.
public struct PROJError: GeoFailure, Equatable {
  /// What was refused, with PROJ's words.
  public var reason: String
  /// What to do next; nil when nothing but another system helps.
  public var remedy: Remedy?
  /// `badData`, unless PROJ itself or its database is at fault.
  public var kind: FailureKind

  /// A refusal of PROJ's.
  public init(reason: String, remedy: Remedy? = nil, kind: FailureKind = .badData) {
    self.reason = reason
    self.remedy = remedy
    self.kind = kind
  }

  /// Empty: whoever reads a file adds its path.
  public func place(at door: any Door) -> String { "" }
}

/// Owns a PROJ context: network off, log captured. For one thread at a time.
final class PROJContext {
  let handle: OpaquePointer
  private let log: Log

  /// PROJ's error numbers alone say little; its log says which definition it could not read.
  final class Log {
    var lines: [String] = []
  }

  init() throws(PROJError) {
    guard let handle = proj_context_create() else {
      throw PROJError(reason: "PROJ could not start", kind: .internalFailure)
    }
    self.handle = handle
    log = Log()
    proj_context_set_enable_network(handle, 0)
    proj_log_level(handle, PJ_LOG_ERROR)
    proj_log_func(handle, Unmanaged.passUnretained(log).toOpaque()) { data, _, message in
      guard let data, let message else { return }
      Unmanaged<Log>.fromOpaque(data).takeUnretainedValue().lines.append(String(cString: message))
    }
  }

  deinit { proj_context_destroy(handle) }

  /// The last thing PROJ complained about, and forgets it.
  func takeComplaint() -> String? {
    defer { log.lines = [] }
    return log.lines.last
  }

  /// The grids that accurate ways between two systems would need and that are not installed, in
  /// the order in which PROJ prefers the ways; none when there is no such way at all.
  func missingGrids(from source: OpaquePointer, to target: OpaquePointer) -> [String] {
    guard let factory = proj_create_operation_factory_context(handle, nil) else { return [] }
    defer { proj_operation_factory_context_destroy(factory) }
    proj_operation_factory_context_set_grid_availability_use(
      handle, factory, PROJ_GRID_AVAILABILITY_IGNORED)
    proj_operation_factory_context_set_spatial_criterion(
      handle, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION)
    proj_operation_factory_context_set_allow_ballpark_transformations(handle, factory, 0)
    guard let ways = proj_create_operations(handle, source, target, factory) else { return [] }
    defer {
      proj_list_destroy(ways)
      _ = takeComplaint()
    }
    var names: [String] = []
    for index in 0..<proj_list_get_count(ways) {
      guard let way = proj_list_get(handle, ways, index) else { continue }
      defer { proj_destroy(way) }
      for grid in 0..<proj_coordoperation_get_grid_used_count(handle, way) {
        var name: UnsafePointer<CChar>?
        var isAvailable: Int32 = 0
        let isKnown = proj_coordoperation_get_grid_used(
          handle, way, grid, &name, nil, nil, nil, nil, nil, &isAvailable)
        guard isKnown != 0, isAvailable == 0, let name else { continue }
        let text = String(cString: name)
        if !names.contains(text) { names.append(text) }
      }
    }
    return names
  }

  /// Makes the PROJ object of a CRS. The caller destroys it.
  func make(_ crs: CRS) throws(PROJError) -> OpaquePointer {
    guard let object = proj_create(handle, crs.definition) else {
      let complaint = takeComplaint().map { " (\($0))" } ?? ""
      throw PROJError(
        reason: "unknown coordinate reference system \(crs.quotedName)\(complaint)",
        remedy: "name it as AUTHORITY:CODE, for instance EPSG:2154")
    }
    guard proj_is_crs(object) != 0 else {
      proj_destroy(object)
      throw PROJError(
        reason: "\(crs.quotedName) is not a coordinate reference system",
        remedy: "name it as AUTHORITY:CODE, for instance EPSG:2154")
    }
    let type = proj_get_type(object)
    guard type != PJ_TYPE_GEOCENTRIC_CRS, type != PJ_TYPE_VERTICAL_CRS else {
      proj_destroy(object)
      throw PROJError(
        reason: "\(crs.quotedName) has no plane: it is a geocentric or vertical system",
        remedy: "name a projected system as AUTHORITY:CODE, for instance EPSG:2154")
    }
    return object
  }
}

/// The version of the PROJ library in use, `9.1.1`.
public enum PROJLibrary {
  /// The version as results state it.
  public static var version: String {
    let info = proj_info()
    return "\(info.major).\(info.minor).\(info.patch)"
  }
}

extension CRS {
  /// The short name between quotation marks.
  fileprivate var quotedName: String {
    shortName.hasPrefix("\"") ? shortName : "\"\(shortName)\""
  }
}
