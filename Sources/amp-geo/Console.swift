import GeoCore
import GeoFormats

/// Messages to people: standard error, never mixed with results.
enum Console {
  /// Names in a message may hold anything: what would move the cursor is shown by its code.
  static func error(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { VisibleText.escaped(String($0)) }
    StandardStreams.writeError(lines.joined(separator: "\n") + "\n")
  }

  /// The one voice of errors.
  static func failure(_ text: String) { error("amp-geo: " + text) }

  /// Whether results on standard output may be coloured: on a terminal that knows colours, for a
  /// user who has not set `NO_COLOR`.
  static var colorsOutput: Bool {
    let refuses = ProcessFacts.variable("NO_COLOR")?.isEmpty == false
    return ProcessFacts.standardOutputIsTerminal && !refuses
      && ProcessFacts.variable("TERM") ?? "dumb" != "dumb"
  }
}
