import ArgumentParser
import GeoCore
import GeoFormats
import PlanningStudies

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
      PeopleCommand.self, AccessibilityCommand.self, ReachCommand.self,
      IndicatorsCommand.self,
      NetworkCommand.self, IsochronesCommand.self, SiteCommand.self,
      OverlapsCommand.self, CheckCommand.self, FixCommand.self,
      ConvertCommand.self, ServeCommand.self,
    ])

  static func main() {
    StandardStreams.occupyClosed()
    ProcessFacts.turnSignalsIntoErrors()
    ProcessFacts.prepare(trapExitCode: FailureKind.internalFailure.exitCode)
    FileUse.guardFiles()
    var door: any Door = CommandDoor(Self.self)
    do {
      try requireUsable(Array(CommandLine.arguments.dropFirst()))
      var command = try parseAsRoot()
      door = type(of: command).door
      try command.run()
    } catch let error as OutputError where error.isClosedPipe {
      exit(withError: ExitCode.success)
    } catch let error as any GeoFailure {
      Console.failure(error.message(at: door))
      exit(withError: ExitCode(error.kind.exitCode))
    } catch {
      end(with: error)
    }
  }

  /// The most files that are open at once, with those that libraries open.
  private static let mostOpenFiles = 12

  /// Refuses to start where libraries would fail without saying why.
  private static func requireUsable(_ arguments: [String]) throws {
    if let argument = ProcessFacts.unreadableArguments.first {
      throw InputError(
        reason: "the argument \"\(argument)\" is not valid UTF-8",
        remedy: "give the file a name that is", kind: .usage)
    }
    guard ProcessFacts.canOpen(mostOpenFiles) else {
      throw InputError(
        reason: "too few files may be open at once", remedy: "allow more with ulimit -n 256",
        kind: .inputOutput)
    }
    try UnknownCommand.refuse(arguments, of: Self.self)
  }

  /// Ends with what the parser of arguments found, help and version included.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    if code.isSuccess, CompletionScript.isAsked(in: CommandLine.arguments) {
      print(CompletionScript.amended(text, embedded: CompletionScript.embeddedNames))
      exit(withError: ExitCode.success)
    }
    guard !code.isSuccess, !text.isEmpty else { exit(withError: error) }
    let prefix = "Error: "
    Console.failure(text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text)
    exit(withError: code)
  }
}

extension ParsableCommand {
  /// Where its user came in.
  static var door: any Door { self == RunCommand.self ? RunDoor() : CommandDoor(self) }
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
