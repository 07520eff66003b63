import ArgumentParser
import Geo
import Planning

/// What every command understands.
struct GlobalOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many threads may work at once. Results are the same with any number.",
      valueName: "n"))
  var threads: Int = ProcessFacts.processorCount

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
  }

  /// Does the command's work with its phases shown and, if asked for, printed.
  func perform(_ command: String, _ work: (Phases) throws -> Void) throws {
    let phases = Phases()
    let progress = Progress(phases: phases, isShown: !quiet)
    defer { progress.stop() }
    try work(phases)
    progress.stop()
    if timings { Console.error(phases.json(command: command).compact) }
  }

  /// A note for people, unless they want none.
  func note(_ text: String) {
    if !quiet { Console.error("note: \(text)") }
  }

  func detail(_ text: String) {
    if verbose { Console.error(text) }
  }

  /// Passes on what the reader of a layer had to decide.
  func notes(of layer: Layer) {
    for notice in layer.readingNotes { note("\(layer.path): \(notice)") }
  }
}
