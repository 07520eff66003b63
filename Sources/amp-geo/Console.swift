import Geo

/// Messages to people: standard error, never mixed with results.
enum Console {
  static func error(_ text: String) { StandardStreams.writeError(text + "\n") }
}
