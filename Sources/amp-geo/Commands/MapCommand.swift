import ArgumentParser
import Atlas
import GeoCore
import GeoFormats
import GeoProjection
import GeoStreets
import PlanningStudies

struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw columns of a result as a map (SVG, PNG, PDF).",
    discussion: """
      Title, legend and units come from the dictionary of results. Amounts are circles, shares and other
      rates are shades. Several columns stand side by side, and so do x_before and x_after for --column x.

      Example:
        amp-geo map results/coverage.geojson --column national_park_share -o map.svg
        amp-geo map results/accessibility.geojson --column stations_walk_mean_person_min \\
          --over stations --layout a4 --lang fr -o gares.pdf
      """)

  @Argument(help: "A result: an embedded layer, a file, or file.gpkg:layer.", completion: .layer)
  var source: String

  @Option(help: ArgumentHelp("The column to show.", valueName: "name"))
  var column: String?

  @Option(
    help: ArgumentHelp("Columns to show side by side, between commas.", valueName: "names"))
  var columns: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write, .svg, .png or .pdf; - is standard output.", valueName: "file"),
    completion: .file(extensions: PictureFormat.allCases.map(\.rawValue)))
  var output: String = "-"

  @Option(help: ArgumentHelp("The title; that of the column if not given.", valueName: "text"))
  var title: String?

  @Option(help: ArgumentHelp("A line under the title.", valueName: "text"))
  var subtitle: String?

  @Option(
    help: ArgumentHelp("The source line; a result names its own sources.", valueName: "text"))
  var credit: String?

  @OptionGroup var look: MapLookOptions
  @OptionGroup var surroundings: MapSurroundings
  @OptionGroup var spoken: LanguageOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if (column == nil) == (columns == nil) {
      throw ValidationError("Name --column or --columns.")
    }
  }

  private var names: [String] {
    columns?.split(separator: ",").map { String($0.drop { $0 == " " }) } ?? [column ?? ""]
  }

  mutating func run() throws {
    try global.perform("map") { phases in
      let format = try PictureFormat(ofPath: output)
      try OutputTargets.prepare([("-o", output)])
      let loader = try input.loader(threads: global.threads)
      let study = try phases.measure("read") { try loader.load(source, name: "layer") }
      let around = try phases.measure("surroundings") {
        try surroundings.read(
          loader, for: study.layer, language: spoken.language, threads: global.threads)
      }
      try global.report([study.layer] + around.layers, read: input)
      let options = try options(of: study, loader, around)
      let map = try phases.measure("classify") {
        try ChoroplethMap(
          layer: study.layer, columns: names, overlays: around.overlays, options: options)
      }
      for reason in map.classReasons { global.detail(reason) }
      try phases.measure("write") {
        let file = try OutputFile(output)
        try format.write(
          map.svg(), pixelScale: options.page.pixelScale, title: map.title, to: file)
        try file.commit()
      }
    }
  }

  private func options(
    of study: StudyLayer, _ loader: LayerLoader, _ around: MapSurroundings.Read
  ) throws -> MapOptions {
    let credits = ResultCredits(of: study.layer, columns: names)
    var options = MapOptions()
    look.apply(to: &options)
    options.language = spoken.language
    options.title = title
    options.subtitle = subtitle
    let unlisted = loader.catalogue[source] == nil
    let own = credits.sourceLine ?? (unlisted ? nil : study.credits.source)
    let sources = ([own] + around.sources).compactMap { $0 }
    options.source = credit ?? (sources.isEmpty ? nil : sources.joined(separator: "; "))
    options.hasIndicativeShapes = study.weakestStatus == .indicative
    options.indicative = credits.isIndicative || options.hasIndicativeShapes
    if study.layer.crs != .wgs84 {
      options.metersPerUnit = try CRSDescription(of: study.layer.crs).metersPerUnit ?? 1
    }
    return options
  }
}
