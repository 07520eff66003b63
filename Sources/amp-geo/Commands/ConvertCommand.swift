import ArgumentParser
import GeoCore
import GeoFormats
import GeoProjection
import PlanningStudies

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert a layer between formats and coordinate reference systems.",
    discussion: """
      GeoJSON is always written in WGS 84 longitude and latitude, as RFC 7946 wants it.

      Example:
        amp-geo convert in.geojson out.gpkg --to EPSG:2154
        amp-geo convert plans.gpkg:zones - > zones.geojson
        curl -s https://example.org/zones.csv | amp-geo convert - zones.gpkg
      """)

  @Argument(
    help: "An embedded layer, a file, file.gpkg:layer, or - for standard input.",
    completion: .layer)
  var source: String

  @Argument(help: "The file to write; - is standard output.", completion: .writtenLayer)
  var destination: String

  @Option(
    help: ArgumentHelp(
      "The format to read, when neither the file's ending nor its contents tell.",
      valueName: "name"),
    completion: .list(LayerFormats.all.map(\.name)))
  var from: String?

  @Option(help: ArgumentHelp("The CRS to write.", valueName: "crs"))
  var to: String?

  @Option(help: ArgumentHelp("The name of the layer in the new file.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp("The format, when the file's ending does not tell.", valueName: "name"),
    completion: .format)
  var format: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Decimals of coordinates in GeoJSON and CSV, 0 to 7 (7).", valueName: "n"))
  var decimals: Int?

  @OptionGroup var table: TableOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if let decimals, !(0...7).contains(decimals) {
      throw ValidationError("--decimals must be from 0 to 7.")
    }
    if let name, name.allSatisfy(\.isWhitespace) {
      throw ValidationError("--name must not be empty.")
    }
    if let from, LayerFormats.named(from) == nil {
      let names = LayerFormats.all.map(\.name).joined(separator: ", ")
      throw ValidationError("--from \(from) is not known; known: \(names).")
    }
  }

  mutating func run() throws {
    try global.perform("convert") { phases in
      let output = OutputOptions.writing(to: destination, as: format, table)
      let chosen = try output.prepare()
      try requireEffect(as: chosen)
      let target = try to.map { text in
        let crs = CRS(text)
        _ = try CRSDescription(of: crs)
        try crs.requireWayBack()
        return crs
      }
      if let target, target != .wgs84, OutputOptions.isGeoJSON(chosen) {
        throw OutputOptions.degreesOnly(target)
      }
      let loader = try input.loader(
        threads: global.threads, format: from.flatMap { LayerFormats.named($0) })
      var layer = try phases.measure("read") { try loader.layer(source) }
      try global.report([layer], read: input)
      try OutputOptions.requireEffect(ofSystem: to, on: [layer], as: chosen)
      if let name { layer.name = name }
      if let target {
        do {
          layer.geometries = try phases.measure("project") {
            let converted = try layer.geometries.converted(to: target, threads: global.threads)
            if converted.rearranged > 0 {
              global.note(
                "\(layer.path): \(converted.rearranged) polygons are cut where \(target) ends, or"
                  + " joined across 180 degrees, where it does not")
            }
            return converted.geometries
          }
        } catch let error as PROJError {
          throw InputError(
            path: layer.path, reason: error.reason, remedy: error.remedy, kind: error.kind)
        }
      }
      try phases.measure("write") {
        try output.write([layer], as: chosen, decimals: decimals ?? 7, global: global)
      }
    }
  }

  /// Refuses options that the format has no place for.
  private func requireEffect(as format: any LayerFormat) throws {
    if decimals != nil, format is GeoPackageFormat {
      throw InputError(
        reason: "--decimals: a GeoPackage keeps coordinates in full", remedy: "leave it out",
        kind: .usage)
    }
    if name != nil, !(format is GeoPackageFormat) {
      throw InputError(
        reason: "--name: \(format.name) has no place for a layer's name",
        remedy: "leave it out, or write a GeoPackage (.gpkg)", kind: .usage)
    }
    if let name, let start = GeoPackageFormat.reservedStart(ofName: name) {
      throw InputError(
        reason: "--name \(name): names that begin with \(start) are kept for other tables",
        remedy: "choose another", kind: .usage)
    }
  }
}
