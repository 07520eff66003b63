public import GeoCore

/// GeoJSON, RFC 7946: one document in WGS 84 longitude and latitude.
public struct GeoJSONFormat: LayerFormat {
  /// The format; it has no settings of its own.
  public init() {}

  /// `geojson`.
  public var name: String { "geojson" }
  /// What `--help` says of it.
  public var summary: String { "GeoJSON (RFC 7946)" }
  /// `.geojson`, and `.json`.
  public var extensions: [String] { ["geojson", "json"] }
  /// Always: features follow each other.
  public var isStreamable: Bool { true }

  /// Reads the one collection, feature or geometry of a document.
  ///
  /// - Throws: `FormatError` with line and column, or with the feature.
  public func read(_ source: LayerSource, options: ReadOptions) throws -> Layer {
    try ChecksummedReading.layer(
      of: source.path, padding: GeoJSONReader.padding, options: options
    ) { try GeoJSONReader.document($0, source: source, options: options) }
  }

  /// Writes one layer as a collection, in WGS 84.
  ///
  /// - Throws: `FormatError` for several layers or another system; `OutputError`.
  public func write(_ layers: [Layer], to output: OutputFile, options: WriteOptions) throws {
    try GeoJSONWriter(options: options, style: .collection).write(
      try layers.onlyOne(for: self, path: output.destination), to: output)
  }
}

/// One GeoJSON feature a record: newline-delimited, or RFC 8142 text sequences.
///
/// Reading finds out which of the two it is. Writing separates by record separators (RFC 8142)
/// when the file's name ends in `.geojsons`, else by newlines alone.
public struct GeoJSONSeqFormat: LayerFormat {
  /// The format; it has no settings of its own.
  public init() {}

  /// `geojsonseq`.
  public var name: String { "geojsonseq" }
  /// What `--help` says of it.
  public var summary: String { "newline-delimited GeoJSON, and RFC 8142 text sequences" }
  /// `.geojsonl` and its other names; `.geojsons` alone is written with record separators.
  public var extensions: [String] { ["geojsonl", "geojsons", "ndjson", "ndgeojson", "jsonl"] }
  /// Always: a feature is a record.
  public var isStreamable: Bool { true }

  /// Reads all records as the features of one layer.
  ///
  /// - Throws: `FormatError` with line and column, or with the feature.
  public func read(_ source: LayerSource, options: ReadOptions) throws -> Layer {
    try ChecksummedReading.layer(
      of: source.path, padding: GeoJSONReader.padding, options: options
    ) { try GeoJSONReader.sequence($0, source: source, options: options) }
  }

  /// Writes the features of one layer, one a record, in WGS 84.
  ///
  /// - Throws: `FormatError` for several layers or another system; `OutputError`.
  public func write(_ layers: [Layer], to output: OutputFile, options: WriteOptions) throws {
    let style: GeoJSONWriter.Style =
      output.destination.hasSuffix(".geojsons") ? .textSequence : .lines
    try GeoJSONWriter(options: options, style: style).write(
      try layers.onlyOne(for: self, path: output.destination), to: output)
  }
}

extension [Layer] {
  /// The single layer that formats of one layer a file take.
  func onlyOne(for format: some LayerFormat, path: String) throws(FormatError) -> Layer {
    guard count == 1, let layer = first else {
      throw FormatError(
        path: path, reason: "\(format.summary) holds one layer, and \(count) were to be written",
        remedy: "write a GeoPackage (.gpkg), or one file a layer", kind: .usage)
    }
    return layer
  }
}
