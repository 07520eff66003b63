public import GeoCore

/// All that is wrong with the structure of a text, and all of it that can be read nevertheless.
///
/// A strict reader stops at the first fault; a scan names every one, with its place, and keeps the
/// features around them. What `GeoJSONFormat` reads without an error, a scan reads bit by bit alike;
/// what it refuses, a scan has a fault for. Of attributes only what may be ids is kept.
public struct StructureScan: Sendable {
  /// Geometries and ids of all features, in the order of the text. One that cannot be read is
  /// there as a null geometry.
  public internal(set) var layer: Layer
  /// Which features have a null geometry because theirs cannot be read.
  public internal(set) var unreadable: Set<Int>
  /// In the order of the text. Of one kind, ten thousand are kept.
  public internal(set) var faults: [StructureFault]
  /// How many more there are of kinds with more than that, by kind.
  public internal(set) var furtherFaults: [StructureFault.Kind: Int]
  /// Where each feature starts.
  public internal(set) var featureOffsets: [Int]
  /// How many decimals the coordinates are written with.
  public internal(set) var decimals: DecimalUse
  /// The name of the coordinate reference system in the member `crs`; nil without one.
  public internal(set) var systemName: String?
  /// How many different names the properties of all features have, and how many values.
  public internal(set) var propertyNameCount = 0
  var propertyCount = 0

  /// Whether there are so many names for so few values that no reader takes them for attributes: the
  /// rule of `TextTable` in the strict reader.
  public var hasTooManyNames: Bool {
    let cells = propertyNameCount * (layer.count + 1)
    return propertyNameCount > 65_536 || cells > 1 << 25 && cells / 8 > propertyCount
  }

  /// The text, for lines and columns.
  public let text: TextIndex

  /// Whether features may state an accuracy: the text has `"accuracy_m"` somewhere. Then it is worth
  /// reading the attributes too.
  public internal(set) var statesAccuracy = false

  /// The values of the property `id`, whatever its case, where no feature has an id of its own; nil
  /// without such a property.
  public internal(set) var idColumn: Column?

  static let accuracyMember = "\"accuracy_m\""

  /// Line and column of a feature.
  public func place(ofFeature feature: Int) -> TextPlace? {
    guard featureOffsets.indices.contains(feature) else { return nil }
    return text.place(of: featureOffsets[feature])
  }
}

/// A format whose files can be read in spite of faults, all of which are named.
public protocol ScannableFormat: LayerFormat {
  /// Reads what can be read of a file and names all that is wrong with its structure.
  /// - Throws: `FormatError` when the file is missing or may not be read.
  func scan(_ source: LayerSource, options: ReadOptions) throws -> StructureScan
}

extension GeoJSONFormat: ScannableFormat {
  /// Scans a document.
  ///
  /// - Throws: `FormatError` when the file is missing, may not be read or does not fit into memory.
  public func scan(_ source: LayerSource, options: ReadOptions) throws -> StructureScan {
    try GeoJSONScan.requireMemory(for: source)
    let bytes = try InputFile.bytes(of: source.path, padding: GeoJSONReader.padding)
    return GeoJSONScan.scan(bytes, isSequence: false, source: source, options: options)
  }
}

extension GeoJSONSeqFormat: ScannableFormat {
  /// Scans records, lines or text sequences.
  ///
  /// - Throws: `FormatError` when the file is missing, may not be read or does not fit into memory.
  public func scan(_ source: LayerSource, options: ReadOptions) throws -> StructureScan {
    try GeoJSONScan.requireMemory(for: source)
    let bytes = try InputFile.bytes(of: source.path, padding: GeoJSONReader.padding)
    return GeoJSONScan.scan(bytes, isSequence: true, source: source, options: options)
  }
}
