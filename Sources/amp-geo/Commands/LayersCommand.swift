import ArgumentParser
import GeoCore
import GeoFormats
import PlanningStudies

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

  @Argument(help: "An embedded layer, a file, or file.gpkg:layer.", completion: .layer)
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
        try catalogue.requirePresent()
        try output.write(format == .json ? catalogue.json.pretty : text(of: catalogue))
        return try output.commit()
      }
      let loader = try input.loader(threads: global.threads)
      var layers: [Layer] = []
      var failure: (any GeoFailure)?
      try phases.measure("read") {
        if loader.catalogue[source] != nil { return layers.append(try loader.layer(source)) }
        let sources = try LayerReferences.sources(in: source)
        guard sources.count > 1 else { return layers.append(try loader.layer(source)) }
        for one in sources {
          do {
            layers.append(try loader.layer(one))
          } catch let error as any GeoFailure where sources.count > 1 {
            let name = one.layerName.map { "layer \($0): " } ?? ""
            Console.failure(name + error.message(at: Self.door))
            failure = failure ?? error
          }
        }
      }
      try global.report(layers, read: input)
      let descriptions = try layers.map { try LayerDescription($0) }
      switch format {
      case .json: try output.write(JSONValue.array(descriptions.map(\.json)).pretty)
      case .text: try output.write(descriptions.map(\.text).joined(separator: "\n"))
      }
      try output.commit()
      // The layers that can be read are listed; that one cannot be is no success.
      if let failure { throw ExitCode(failure.kind.exitCode) }
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
