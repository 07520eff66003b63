import ArgumentParser
import GeoCore
import GeoFormats
import PlanningStudies

/// How tables of text are written.
struct TableOptions: ParsableArguments {
  @Option(
    name: .customLong("csv"),
    help: ArgumentHelp(
      "How CSV is written: standard (RFC 4180), or excel-fr (semicolons, decimal commas).",
      valueName: "dialect"), completion: .words(of: CSVDialect.self),
    transform: dialect(named:))
  var given: CSVDialect?

  var dialect: CSVDialect { given ?? .standard }

  /// What is written when nothing is asked for.
  static var standard: TableOptions {
    var options = TableOptions()
    options.given = nil
    return options
  }

  /// Refuses a dialect when nothing that is written is CSV.
  /// - Throws: `InputError` of kind `usage`.
  func requireEffect(writing formats: [any LayerFormat]) throws {
    guard let given, !formats.contains(where: { $0 is CSVFormat }) else { return }
    throw InputError(
      reason: "--csv \(given.rawValue) has no effect: nothing that is written is CSV",
      remedy: "leave it out, or write CSV: a file that ends in .csv, or --format csv",
      kind: .usage)
  }

  private static func dialect(named text: String) throws -> CSVDialect {
    guard let dialect = CSVDialect(rawValue: text) else {
      let names = CSVDialect.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--csv \(text) is not known; known: \(names).")
    }
    return dialect
  }
}
