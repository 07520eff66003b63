import ArgumentParser
import Geo
import Planning

struct LayersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layers",
    abstract: "List the embedded layers, or describe the layers of a file.",
    discussion: """
      Example:
        amp-geo layers
        amp-geo layers communes
        amp-geo layers plans.gpkg --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "An embedded layer, a file, or file.gpkg:layer.")
  var source: String?

  @Option(help: "How to print: text or json.")
  var format: Format = .text

  @OptionGroup var input: InputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if source == nil, let option = input.given.first {
      throw ValidationError("\(option) is about how a file is read; name one.")
    }
  }

  mutating func run() throws {
    try global.perform("layers") { phases in
      let output = try OutputFile("-")
      guard let source else {
        let catalogue = try Catalogue.embedded()
        try output.write(format == .json ? catalogue.json.pretty : text(of: catalogue))
        return try output.commit()
      }
      let loader = try input.loader(threads: global.threads)
      let layers = try phases.measure("read") {
        try references(in: source, loader).map(loader.layer)
      }
      try global.report(layers, read: input)
      let descriptions = try layers.map { try LayerDescription($0) }
      switch format {
      case .json: try output.write(JSONValue.array(descriptions.map(\.json)).pretty)
      case .text: try output.write(descriptions.map(\.text).joined(separator: "\n"))
      }
      try output.commit()
    }
  }

  /// An embedded layer, or all layers of a file.
  private func references(in source: String, _ loader: LayerLoader) throws -> [String] {
    if loader.catalogue[source] != nil { return [source] }
    return try LayerReferences.sources(in: source).map { one in
      one.layerName.map { "\(one.path):\($0)" } ?? one.path
    }
  }

  private func text(of catalogue: Catalogue) -> String {
    var rows = [["name", "features", "status", "accuracy m", "title"]]
    for entry in catalogue.entries {
      rows.append([
        entry.name, entry.features.map(String.init) ?? "-", entry.credits.status.rawValue,
        entry.credits.accuracyMeters.map(JSONText.number) ?? "-", entry.credits.title,
      ])
    }
    return TextTable.render(rows, rightAligned: [1, 3])
  }
}
