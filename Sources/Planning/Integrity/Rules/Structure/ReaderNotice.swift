import GeoCore

/// What the reader had to decide.
enum ReaderNotice: LayerCheck {
  static let rule = IntegrityRule(
    code: "S102", name: "reader-notice", severity: .warning,
    summary: "The file can be read, but something in it had to be decided or dropped.",
    explanation: """
      Formats leave room for what their readers treat differently: Z on some positions only, a \
      property name twice in one feature, a date that is none. The message says what was decided \
      here; another program may decide otherwise.
      """,
    remedy: "write the file anew: amp-geo convert")

  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    layer.layer.notices.map { layer.finding(rule, $0) }
  }
}
