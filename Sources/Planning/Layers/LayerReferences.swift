public import Geo

/// What the names on a command line stand for.
public enum LayerReferences {
  /// The layers that a path names: one, or all of a file that holds several when none is named.
  /// - Throws: `FormatError` when the file cannot be read or its ending tells no known format.
  public static func sources(in reference: String) throws -> [LayerSource] {
    if let format = LayerFormats.of(path: reference) {
      guard let names = try format.layerNames(path: reference) else {
        return [LayerSource(path: reference)]
      }
      return names.map { LayerSource(path: reference, layerName: $0) }
    }
    return [split(reference) ?? LayerSource(path: reference)]
  }

  /// The one layer that a name stands for; of a GeoPackage without a layer's name, its only one.
  public static func source(of reference: String) -> LayerSource {
    if LayerFormats.of(path: reference) != nil { return LayerSource(path: reference) }
    return split(reference) ?? LayerSource(path: reference)
  }

  /// The file in which the layer of that name is.
  public static func path(of reference: String) -> String { source(of: reference).path }

  /// `path:layer` when the part before the last colon is a path of a known format.
  public static func split(_ reference: String) -> LayerSource? {
    guard let colon = reference.lastIndex(of: ":") else { return nil }
    let path = String(reference[..<colon])
    guard LayerFormats.of(path: path) != nil else { return nil }
    return LayerSource(path: path, layerName: String(reference[reference.index(after: colon)...]))
  }
}
