import ArgumentParser
import Geo
import Planning

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert a layer between formats and coordinate reference systems.",
    discussion: """
      GeoJSON is always written in WGS 84 longitude and latitude, as RFC 7946 wants it.

      Example:
        amp-geo convert in.geojson out.gpkg --to EPSG:2154
        amp-geo convert plans.gpkg:zones - > zones.geojson
      """)

  @Argument(help: "An embedded layer, a file, or file.gpkg:layer.")
  var source: String

  @Argument(help: "The file to write; - is standard output.")
  var destination: String

  @Option(help: ArgumentHelp("The CRS to write.", valueName: "crs"))
  var to: String?

  @Option(help: ArgumentHelp("The name of the layer in the new file.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp("The format, when the file's ending does not tell.", valueName: "name"))
  var format: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Decimals of coordinates in GeoJSON, 0 to 7.", valueName: "n"))
  var decimals: Int = 7

  @OptionGroup var table: TableOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    guard (0...7).contains(decimals) else {
      throw ValidationError("--decimals must be from 0 to 7.")
    }
  }

  mutating func run() throws {
    try global.perform("convert") { phases in
      let output = OutputOptions.writing(to: destination, as: format, table)
      let chosen = try output.chosenFormat()
      let target = try to.map { text in
        let crs = CRS(text)
        _ = try CRSDescription(of: crs)
        return crs
      }
      if let target, target != .wgs84, OutputOptions.isGeoJSON(chosen) {
        throw OutputOptions.degreesOnly(target)
      }
      let loader = try input.loader(threads: global.threads)
      var layer = try phases.measure("read") { try loader.layer(source) }
      global.notes(of: layer)
      if let name { layer.name = name }
      if let target {
        do {
          layer.geometries = try phases.measure("project") {
            try layer.geometries.transformed(to: target, threads: global.threads).geometries
          }
        } catch let error as PROJError {
          throw InputError(
            path: layer.path, reason: error.reason, remedy: error.remedy, kind: error.kind)
        }
      }
      try phases.measure("write") {
        try output.write([layer], as: chosen, decimals: decimals, threads: global.threads)
      }
    }
  }
}
