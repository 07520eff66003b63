internal import CPROJ
package import GeoCore
internal import Synchronization

/// What a definition was found to mean.
package struct IdentifiedCRS: Sendable {
  /// The EPSG code where there is one, else the definition itself.
  package var crs: CRS
  /// Whether the code was found by ellipsoid and parameters, PROJ knowing no way from the
  /// definition itself: a guess to be told of, though nothing else has these parameters.
  package var isRecognized = false
}

extension CRS {
  /// What has been identified, so that the files of one document ask PROJ once.
  private static let identified = Mutex<[CRS: IdentifiedCRS]>([:])

  /// The system that a definition means: its EPSG code where PROJ is sure of one, or where PROJ has
  /// no accurate way from the definition and one system alone has its ellipsoid and parameters; else
  /// the definition itself.
  ///
  /// PROJ is sure when one code alone has all parameters the same (confidence 90 of 100, as
  /// definitions in Esri's words have), or name and parameters (100).
  /// - Throws: `PROJError` when PROJ cannot read the definition.
  package static func identified(by definition: String) throws(PROJError) -> IdentifiedCRS {
    let given = CRS(definition)
    if let known = identified.withLock({ $0[given] }) { return known }
    var found = IdentifiedCRS(crs: try lookUp(given))
    if found.crs == given, given.authorityCode == nil, !given.isPlaced,
      let match = try ProjectedSystems.match(given)
    {
      found = IdentifiedCRS(crs: match, isRecognized: true)
    }
    let result = found
    identified.withLock { $0[given] = result }
    return result
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
