public import GeoCore
internal import GeoData
public import GeoFormats
internal import Synchronization

/// Finds layers by reference, reads each file once, applies filters.
///
/// A reference is the name of an embedded layer (`national-park`), a path (`park.geojson`), or a
/// path and a layer in it (`communes.gpkg:communes`). A file wins over an embedded layer only
/// when it is named with a folder or an ending.
///
/// **CRS:** that of the file, or the one in the options where it names none. **Complexity:**
/// O(bytes) the first time, O(features) after that. Safe to use from several threads.
///
/// ```swift
/// let loader = LayerLoader(catalogue: try Catalogue.embedded())
/// let communes = try loader.load("communes", name: "communes")
/// let count = communes.layer.count  // 92
/// let credits = communes.credits  // who made it, under which licence
/// ```
public final class LayerLoader: Sendable {
  /// The embedded layers.
  public let catalogue: Catalogue
  private let readOptions: ReadOptions
  /// Relative paths start here.
  private let folder: String?
  private let files = Mutex<[Reading: (layer: Layer, sha256: String)]>([:])

  /// A source, and the system that it was read in when it names none.
  private struct Reading: Hashable {
    var source: LayerSource
    var crs: CRS?
  }

  /// A loader that has read nothing. Relative paths start in `folder`, or where the process is.
  public init(catalogue: Catalogue, folder: String? = nil, options: ReadOptions = ReadOptions()) {
    self.catalogue = catalogue
    self.folder = folder
    readOptions = options
  }

  /// Loads a layer under a name.
  /// - Throws: `FormatError` for a file that cannot be read, whose coordinates cannot be right in their
  ///   system, or with an `accuracy_m` that is none; `InputError` for an unknown reference or filter
  ///   attribute.
  public func load(
    _ reference: String, name: String, filter: AttributeFilter = AttributeFilter(),
    crs: CRS? = nil
  ) throws -> StudyLayer {
    if let entry = catalogue[reference] { return try embedded(entry, name: name, filter: filter) }
    let source = try Self.source(of: reference, folder: folder, catalogue: catalogue)
    let (layer, sha256) = try read(source, crs: crs)
    return try study(
      layer, name: name, credits: .unlisted(layer.name), sha256: sha256, reference: reference,
      filter: filter, references: [])
  }

  /// Loads a layer with what is said of it.
  /// - Throws: as `load(_:name:filter:)`; `InputError` for attributes that are not there.
  func load(_ entry: LayerEntry) throws -> StudyLayer {
    var study = try load(
      entry.source, name: entry.name, filter: entry.filter, crs: entry.crs.map { CRS($0) }
    )
    .identified(by: entry.id, named: entry.label)
    if let accuracy = entry.accuracyMeters {
      study.accuraciesMeters = Array(repeating: accuracy, count: study.layer.count)
    }
    return study
  }

  /// Where a file that is no layer lies, as layers' paths are found.
  public func path(of file: String) -> String { Self.located(file, in: folder) }

  private static func located(_ path: String, in folder: String?) -> String {
    guard let folder, !path.hasPrefix("/"), path != StreamedInput.standardInput else { return path }
    return folder + "/" + path
  }

  /// Reads a layer as it is, for commands that do not measure: no filter, no checksum.
  /// - Throws: `FormatError` for a file that cannot be read, `InputError` for an unknown reference.
  public func layer(_ reference: String) throws -> Layer {
    if catalogue[reference] != nil { return try load(reference, name: reference).layer }
    if readOptions.format != nil { return try layer(LayerReferences.source(of: reference)) }
    return try layer(Self.source(of: reference, folder: folder, catalogue: catalogue))
  }

  /// Reads a layer of a file as it is.
  /// - Throws: `FormatError` when it cannot be read.
  public func layer(_ source: LayerSource) throws -> Layer {
    try LayerFormats.read(source, options: readOptions)
  }

  private func embedded(
    _ entry: Catalogue.Entry, name: String, filter: AttributeFilter
  ) throws -> StudyLayer {
    guard let path = GeoData.path(of: entry.file) else {
      throw Catalogue.missing("the embedded file \(entry.file) is")
    }
    var (layer, sha256) = try read(LayerSource(path: path))
    guard sha256 == entry.sha256 else {
      throw InputError(
        path: path,
        reason: "the file is not the one that the catalogue describes (sha256 differs)",
        remedy: "after replacing a layer, refresh its catalogue entry")
    }
    layer.path = entry.file
    return try study(
      layer, name: name, credits: entry.credits, sha256: sha256, reference: entry.name,
      filter: filter, references: filter.conditions.isEmpty ? entry.references : [])
  }

  private func study(
    _ layer: Layer, name: String, credits: LayerCredits, sha256: String, reference: String,
    filter: AttributeFilter, references: [PublishedFigure]
  ) throws -> StudyLayer {
    try layer.requireFit()
    var chosen = layer
    if !filter.conditions.isEmpty {
      let features = try filter.matches(in: layer)
      guard !features.isEmpty || layer.count == 0 else {
        throw InputError(
          path: layer.path,
          reason: "no feature passes the filter of layer \"\(name)\" (\(filter.text ?? ""))",
          remedy: "check the spelling of attribute and value")
      }
      chosen = layer.selecting(features)
    }
    try StatedAccuracy.require(in: chosen)
    return StudyLayer(
      name: name, layer: chosen, credits: credits, sha256: sha256, reference: reference,
      filter: filter.text, references: references
    ).sortedByID()
  }

  private func read(
    _ source: LayerSource, crs: CRS? = nil
  ) throws -> (layer: Layer, sha256: String) {
    let reading = Reading(source: source, crs: crs)
    if let known = files.withLock({ $0[reading] }) { return known }
    var options = readOptions
    options.crs = crs ?? options.crs
    options.takesChecksum = true
    options.takesShortLines = options.closesRings
    var layer = try LayerFormats.read(source, options: options)
    if options.closesRings { layer.leaveOutFaultyRings() }
    let result = (layer: layer, sha256: layer.sha256 ?? "")
    files.withLock { $0[reading] = result }
    return result
  }

  /// What a reference that is not an embedded layer names.
  static func source(
    of reference: String, folder: String?, catalogue: Catalogue
  ) throws -> LayerSource {
    if var source = LayerReferences.split(reference, in: folder) {
      source.path = located(source.path, in: folder)
      return source
    }
    if LayerFormats.of(path: reference) != nil || StreamedInput.isNameless(reference) {
      return LayerSource(path: located(reference, in: folder))
    }
    if catalogue.isMissing {
      throw Catalogue.missing(
        "\"\(reference)\" is no file of a known format, and embedded layers are")
    }
    let names = catalogue.entries.map(\.name).joined(separator: ", ")
    let endings = LayerFormats.all.flatMap(\.extensions).map { "." + $0 }.joined(separator: ", ")
    throw InputError(
      reason: "\"\(reference)\" is neither an embedded layer nor a file of a known format",
      remedy: "embedded layers: \(names); file endings: \(endings)", kind: .usage)
  }
}
