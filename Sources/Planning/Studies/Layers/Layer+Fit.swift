public import GeoCore
internal import GeoProjection

extension Layer {
  /// Refuses a layer whose coordinates cannot be right in the system that they are said to be in:
  /// what `check` finds with R401 to R403, S114 and S115.
  /// - Throws: `FormatError` naming the file.
  public func requireFit() throws(FormatError) {
    guard let fault = SystemFit(of: geometries).fault else { return }
    throw FormatError(path: path, reason: fault.reason, remedy: fault.remedy)
  }
}
