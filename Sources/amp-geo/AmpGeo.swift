import ArgumentParser
import Geo
import Planning

/// The root command, and the one place where an error becomes an exit code.
@main
struct AmpGeo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amp-geo",
    abstract: "Coverage, accessibility and zoning overlaps of a metropolis, as GeoJSON.",
    discussion: """
      Without any data of your own, try:
        amp-geo run -o results
      which computes all analyses of the 92 communes of Aix-Marseille-Provence.

      Exit codes: 0 done, 1 a check found errors, 64 wrong usage, 65 bad data, 66 an input is
      missing, 70 internal failure, 73 an output cannot be made, 74 reading or writing failed.
      """,
    version: Version.current,
    subcommands: [
      RunCommand.self, MapCommand.self, LayersCommand.self, CoverageCommand.self,
      AccessibilityCommand.self, NetworkCommand.self, IsochronesCommand.self, SiteCommand.self,
      OverlapsCommand.self, CheckCommand.self, FixCommand.self,
      ConvertCommand.self,
    ])

  static func main() {
    StandardStreams.occupyClosed()
    ProcessFacts.turnSignalsIntoErrors()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as OutputError where error.isClosedPipe {
      exit(withError: ExitCode.success)
    } catch let error as any GeoFailure {
      Console.error("amp-geo: \(error.description)")
      exit(withError: ExitCode(error.kind.exitCode))
    } catch {
      exit(withError: error)
    }
  }
}

extension FailureKind {
  /// The codes of BSD's sysexits.
  var exitCode: Int32 {
    switch self {
    case .usage: 64
    case .badData: 65
    case .missingInput: 66
    case .internalFailure: 70
    case .cannotCreate: 73
    case .inputOutput: 74
    }
  }
}
