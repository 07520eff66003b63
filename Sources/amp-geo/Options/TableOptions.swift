import ArgumentParser
import Geo

/// How tables of text are written.
struct TableOptions: ParsableArguments {
  @Option(
    name: .customLong("csv"),
    help: ArgumentHelp(
      "How CSV is written: standard (RFC 4180), or excel-fr (semicolons, decimal commas).",
      valueName: "dialect"), completion: .words(of: CSVDialect.self),
    transform: dialect(named:))
  var dialect: CSVDialect = .standard

  /// What is written when nothing is asked for.
  static var standard: TableOptions {
    var options = TableOptions()
    options.dialect = .standard
    return options
  }

  private static func dialect(named text: String) throws -> CSVDialect {
    guard let dialect = CSVDialect(rawValue: text) else {
      let names = CSVDialect.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--csv \(text) is not known; known: \(names).")
    }
    return dialect
  }
}
