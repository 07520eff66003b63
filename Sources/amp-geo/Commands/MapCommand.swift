import ArgumentParser
import Atlas
import GeoCore
import GeoFormats
import GeoProjection
import PlanningStudies

struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw a column of a result as a map (SVG, PNG).",
    discussion: """
      A file that ends in .png is drawn by rsvg-convert, where that is installed.

      Example:
        amp-geo map results/coverage.geojson --column national_park_share -o map.svg
      """)

  @Argument(help: "A result: an embedded layer, a file, or file.gpkg:layer.", completion: .layer)
  var source: String

  @Option(help: ArgumentHelp("The column to show.", valueName: "name"))
  var column: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write, .svg or .png; - is standard output.", valueName: "file"),
    completion: .file(extensions: ["svg", "png"]))
  var output: String = "-"

  @Option(help: ArgumentHelp("The title; made from the column if not given.", valueName: "text"))
  var title: String?

  @Option(help: ArgumentHelp("A line under the title.", valueName: "text"))
  var subtitle: String?

  @Option(
    help: ArgumentHelp("The source line; a result names its own sources.", valueName: "text"))
  var credit: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many classes, 1 to 8.", valueName: "n"))
  var classes: Int?

  @OptionGroup var input: InputOptions
  @OptionGroup var global: GlobalOptions

  mutating func run() throws {
    try global.perform("map") { phases in
      let format = try PictureFormat(ofPath: output)
      try OutputTargets.prepare([("-o", output)])
      let loader = try input.loader(threads: global.threads)
      let study = try phases.measure("read") { try loader.load(source, name: "layer") }
      try global.report([study.layer], read: input)
      let credits = ResultCredits(of: study.layer, column: column)
      var options = MapOptions()
      options.title = title
      options.subtitle = subtitle
      options.classes = classes
      let unlisted = loader.catalogue[source] == nil
      options.source = credit ?? credits.sourceLine ?? (unlisted ? nil : study.credits.source)
      options.indicative = credits.isIndicative || study.weakestStatus == .indicative
      if study.layer.crs != .wgs84 {
        options.metersPerUnit = try CRSDescription(of: study.layer.crs).metersPerUnit ?? 1
      }
      let map = try ChoroplethMap(layer: study.layer, column: column, options: options)
      try phases.measure("write") {
        let file = try OutputFile(output)
        try format.write(map.svg(), to: file)
        try file.commit()
      }
    }
  }
}
