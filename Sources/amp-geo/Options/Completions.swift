import ArgumentParser
import GeoFormats

/// What the shell offers for the value of an option or argument: which files, told by their endings,
/// or which words.
extension CompletionKind {
  /// Files that a layer or a table can be read from.
  static var layerFile: CompletionKind {
    .file(extensions: LayerFormats.all.flatMap(\.extensions))
  }

  /// Files as for `layerFile`, or an embedded layer, whose names `CompletionScript` puts in.
  static var layer: CompletionKind {
    .file(extensions: LayerFormats.all.flatMap(\.extensions) + [CompletionScript.embeddedMark])
  }

  /// Files that a layer or a table can be written to.
  static var writtenLayer: CompletionKind {
    .file(extensions: LayerFormats.writable.flatMap(\.extensions))
  }

  /// GeoPackages: street networks.
  static var network: CompletionKind { .file(extensions: ["gpkg"]) }

  /// Extracts of OpenStreetMap.
  static var extract: CompletionKind {
    .file(extensions: ["osm.pbf", "pbf", "osm", "osm.gz", "osm.bz2"])
  }

  /// Tables that are written as CSV, whatever their name.
  static var csv: CompletionKind { .file(extensions: ["csv"]) }

  /// Plans, schemas, rules of a project.
  static var yaml: CompletionKind { .file(extensions: ["yaml", "yml"]) }

  /// Names of formats that can be written.
  static var format: CompletionKind { .list(LayerFormats.writable.map(\.name)) }

  /// The words of a choice.
  static func words<Choice>(of _: Choice.Type) -> CompletionKind
  where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
    .list(Choice.allCases.map(\.rawValue))
  }
}
