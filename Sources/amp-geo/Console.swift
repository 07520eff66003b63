import Geo

/// Messages to people: standard error, never mixed with results.
enum Console {
  static func error(_ text: String) { StandardStreams.writeError(text + "\n") }

  /// Whether results on standard output may be coloured: on a terminal that knows colours, for a
  /// user who has not set `NO_COLOR`.
  static var colorsOutput: Bool {
    let refuses = ProcessFacts.variable("NO_COLOR")?.isEmpty == false
    return ProcessFacts.standardOutputIsTerminal && !refuses
      && ProcessFacts.variable("TERM") ?? "dumb" != "dumb"
  }
}
