internal import CPROJ
internal import Synchronization

extension CRS {
  /// What has been identified, so that the files of one document ask PROJ once.
  private static let identified = Mutex<[CRS: CRS]>([:])

  /// The system that a definition means: its EPSG code where PROJ is sure of one, else the
  /// definition itself.
  ///
  /// PROJ is sure when one code alone has all parameters the same (confidence 90 of 100, as
  /// definitions in Esri's words have), or name and parameters (100).
  /// - Throws: `PROJError` when PROJ cannot read the definition.
  static func identified(by definition: String) throws(PROJError) -> CRS {
    let given = CRS(definition)
    if let known = identified.withLock({ $0[given] }) { return known }
    let found = try lookUp(given)
    identified.withLock { $0[given] = found }
    return found
  }

  private static func lookUp(_ given: CRS) throws(PROJError) -> CRS {
    let context = try PROJContext()
    let object = try context.make(given)
    defer { proj_destroy(object) }
    var confidences: UnsafeMutablePointer<Int32>?
    guard let found = proj_identify(context.handle, object, "EPSG", nil, &confidences) else {
      return given
    }
    defer {
      proj_list_destroy(found)
      proj_int_list_destroy(confidences)
    }
    let count = Int(proj_list_get_count(found))
    let levels = (0..<count).map { confidences?[$0] ?? 0 }
    guard let best = levels.max(), best >= 90, levels.count(where: { $0 == best }) == 1,
      let index = levels.firstIndex(of: best),
      let match = proj_list_get(context.handle, found, Int32(index))
    else { return given }
    defer { proj_destroy(match) }
    guard let code = proj_get_id_code(match, 0) else { return given }
    return CRS("EPSG:" + String(cString: code))
  }
}
