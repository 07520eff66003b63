import ArgumentParser
import Atlas
import Geo
import Planning

struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw a column of a result as a map (SVG).",
    discussion: """
      Example:
        amp-geo map results/coverage.geojson --column national_park_share -o map.svg
      """)

  @Argument(help: "A result: an embedded layer, a file, or file.gpkg:layer.")
  var source: String

  @Option(help: ArgumentHelp("The column to show.", valueName: "name"))
  var column: String

  @Option(name: .shortAndLong, help: ArgumentHelp("Where to write; - is stdout.", valueName: "file"))
  var output: String = "-"

  @Option(help: ArgumentHelp("The title; made from the column if not given.", valueName: "text"))
  var title: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var global: GlobalOptions

  mutating func run() throws {
    throw CleanExit.message("")
  }
}
