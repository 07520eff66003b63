import Foundation
import TestSupport

@testable import GeoCore
@testable import GeoFormats

/// GeoJSON in memory, for the tests of the reader and the writer.
enum GeoJSONText {
  static let source = LayerSource(path: "in.geojson")

  static func layer(_ text: String, options: ReadOptions = ReadOptions()) throws -> Layer {
    try layer(Array(text.utf8), options: options)
  }

  static func layer(_ bytes: [UInt8], options: ReadOptions = ReadOptions()) throws -> Layer {
    try GeoJSONReader.document(padded(bytes), source: source, options: options)
  }

  /// A layer from records.
  static func records(_ text: String) throws -> Layer { try records(Array(text.utf8)) }

  static func records(_ bytes: [UInt8]) throws -> Layer {
    try GeoJSONReader.sequence(padded(bytes), source: source, options: ReadOptions())
  }

  /// One feature of this geometry.
  static func geometry(_ json: String) throws -> Geometries {
    try layer(#"{"type":"Feature","properties":null,"geometry":\#(json)}"#).geometries
  }

  /// The error that the text gives; nil when it reads well.
  static func failure(_ text: String) -> FormatError? { failure(Array(text.utf8)) }

  static func failure(_ bytes: [UInt8]) -> FormatError? {
    do {
      _ = try layer(bytes)
      return nil
    } catch {
      return error as? FormatError
    }
  }

  /// What a scan finds in the text.
  static func scan(_ text: String, isSequence: Bool = false) -> StructureScan {
    scan(Array(text.utf8), isSequence: isSequence)
  }

  static func scan(
    _ bytes: [UInt8], isSequence: Bool = false, options: ReadOptions = ReadOptions()
  ) -> StructureScan {
    GeoJSONScan.scan(padded(bytes), isSequence: isSequence, source: source, options: options)
  }

  /// What a scan finds in one feature of this geometry.
  static func scanGeometry(_ json: String) -> StructureScan {
    scan(#"{"type":"Feature","properties":null,"geometry":\#(json)}"#)
  }

  /// The text that a layer is written as.
  static func written(
    _ layer: Layer, options: WriteOptions = WriteOptions(), as name: String = "out.geojson"
  ) throws -> String {
    let scratch = try Scratch()
    let file = try OutputFile(scratch.file(name))
    let format: any LayerFormat =
      name.hasSuffix(".geojson") ? GeoJSONFormat() : GeoJSONSeqFormat()
    try format.write([layer], to: file, options: options)
    try file.commit()
    return try String(contentsOfFile: scratch.file(name), encoding: .utf8)
  }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + Array(repeating: 0, count: GeoJSONReader.padding)
  }
}
