/// A narrow void between features.
enum CoverageGap: RuleDefinition {
  static let rule = IntegrityRule(
    code: "C202", name: "gap", severity: .error,
    summary: "There is a narrow void between features, or in one.",
    explanation: """
      Neighbours of a coverage share their border; where they keep apart by at most --max-gap \
      (1 m unless told otherwise) in the mean, ground is lost to both. A gap may be enclosed, or \
      open: a slit that reaches the outer border, a corridor between neighbours. An open one counts \
      when its walls belong to different features, it is nowhere wider than --max-gap, and it is at \
      least five times as long as its mouths are wide; where neighbours merely part at an angle \
      there is none. Size and noise are decided as for C201. What is at most a millimetre wide is \
      rounding, which is rule C204.
      """,
    remedy: "close it; amp-geo fix --max-gap fills narrow ones")
}
