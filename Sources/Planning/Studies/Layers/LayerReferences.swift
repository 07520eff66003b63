public import GeoFormats

/// What the names on a command line stand for.
///
/// A name is that of a file when there is such a file. Else it is cut at a colon into a file and a
/// layer: at the first one before which an existing file of a known format is named; when there is
/// none, it is the file that its ending tells, or is cut where an ending tells a format.
public enum LayerReferences {
  /// The layers that a path names: one, or all of a file that holds several when none is named.
  /// - Throws: `FormatError` when the file cannot be read or its ending tells no known format.
  public static func sources(in reference: String) throws -> [LayerSource] {
    let source = source(of: reference)
    guard source.layerName == nil, let format = LayerFormats.ofInput(path: source.path),
      let names = try format.layerNames(path: source.path)
    else { return [source] }
    return names.map { LayerSource(path: source.path, layerName: $0) }
  }

  /// The one layer that a name stands for; of a GeoPackage without a layer's name, its only one.
  public static func source(of reference: String) -> LayerSource {
    split(reference) ?? LayerSource(path: reference)
  }

  /// The file in which the layer of that name is.
  public static func path(of reference: String) -> String { source(of: reference).path }

  /// The name that a reference gives itself, as columns carry it: the layer's, else the file's.
  public static func name(of reference: String) -> String {
    let source = source(of: reference)
    return LayerName.made(from: source.layerName ?? source.stem)
  }

  /// `layer[:column]` cut in two, for options that name a layer and one of its columns.
  ///
  /// After the last colon of `file:name` stands a column; of a file of several layers a layer, when it
  /// has one of that name, as in every other reference. `file.gpkg:layer:column` names both.
  /// - Throws: `FormatError` for a file of layers that cannot be read.
  public static func splitColumn(
    _ reference: String, catalogue: Catalogue
  ) throws -> (layer: String, column: String?) {
    guard catalogue[reference] == nil, LayerFormats.of(path: reference) == nil,
      let colon = reference.lastIndex(of: ":")
    else { return (reference, nil) }
    let head = String(reference[..<colon])
    let tail = String(reference[reference.index(after: colon)...])
    if catalogue[head] != nil || split(head) != nil { return (head, tail) }
    guard let format = LayerFormats.of(path: head) else { return (reference, nil) }
    if try format.layerNames(path: head)?.contains(tail) ?? false { return (reference, nil) }
    return (head, tail)
  }

  /// `path:layer` cut in two; nil for a file, and for what names neither.
  /// - Parameter folder: where relative paths start; the working folder when nil.
  public static func split(_ reference: String, in folder: String? = nil) -> LayerSource? {
    func exists(_ path: String) -> Bool {
      let isPlaced = folder == nil || path.hasPrefix("/")
      return InputFile.exists(isPlaced ? path : "\(folder ?? ".")/\(path)")
    }
    if reference.hasPrefix(StreamedInput.standardInput + ":") {
      return LayerSource(
        path: StreamedInput.standardInput, layerName: String(reference.dropFirst(2)))
    }
    let isNamedAsFile = LayerFormats.of(path: reference) != nil
    if !reference.contains(":") || isNamedAsFile && exists(reference) { return nil }
    let cuts = reference.indices.filter { reference[$0] == ":" }.compactMap { colon in
      let path = String(reference[..<colon])
      return LayerFormats.of(path: path) == nil
        ? nil
        : LayerSource(path: path, layerName: String(reference[reference.index(after: colon)...]))
    }
    if let found = cuts.first(where: { exists($0.path) }) { return found }
    return isNamedAsFile ? nil : cuts.first
  }
}
