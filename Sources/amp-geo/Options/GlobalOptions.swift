import ArgumentParser
import GeoCore
import GeoFormats
import GeoProjection
import PlanningStudies

/// What every command understands.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .customLong("threads"), parsing: .unconditional,
    help: ArgumentHelp(
      "How many threads may work at once (as many as processors). Results are the same with any "
        + "number.", valueName: "n"))
  var givenThreads: Int?

  var threads: Int { givenThreads ?? ProcessFacts.processorCount }

  @Flag(name: .shortAndLong, help: "Only errors; no notes, no tables.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say what is read and how it is measured.")
  var verbose = false

  @Flag(help: "Print the phases of the command and its peak memory as one JSON line on stderr.")
  var timings = false

  mutating func validate() throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 1024.")
    }
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
  }

  /// Does the command's work with its phases shown and, if asked for, printed.
  func perform(_ command: String, _ work: (Phases) throws -> Void) throws {
    let phases = Phases()
    let progress = Progress(phases: phases, isShown: !quiet)
    defer { progress.stop() }
    try work(phases)
    progress.stop()
    for path in FileUse.readPaths { detail("read \(path)") }
    for (name, seconds) in phases.times { detail("\(name): \(Self.text(seconds: seconds))") }
    if timings { Console.error(phases.json(command: command).compact) }
  }

  private static func text(seconds: Double) -> String {
    JSONText.number((seconds * 1000).rounded() / 1000) + " s"
  }

  /// A note for people, unless they want none.
  func note(_ text: String) {
    if !quiet { Console.error("note: \(text)") }
  }

  func detail(_ text: String) {
    if verbose { Console.error(text) }
  }

  /// Passes on what the readers of layers had to decide, and refuses options of reading that changed
  /// nothing.
  func report(_ layers: [Layer], read input: InputOptions) throws {
    for layer in layers { notes(of: layer) }
    try input.requireEffect(on: layers)
  }

  /// Passes on what the reader of a layer had to decide, and whether its coordinates are where its
  /// system is made for.
  func notes(of layer: Layer) {
    if quiet { return }
    for notice in layer.readingNotes { note("\(layer.path): \(notice)") }
    if let notice = SystemFit(of: layer.geometries).notice { note("\(layer.path): \(notice)") }
  }
}
