/// A wide void that features enclose.
enum CoverageHole: RuleDefinition {
  static let rule = IntegrityRule(
    code: "C203", name: "hole", severity: .info,
    summary: "Features enclose a void that is wider than a gap may be.",
    explanation: """
      A void that is wider in the mean than --max-gap is as likely to be meant as not: a lake, an \
      enclave of another authority, or a feature that is missing. It is listed for a person to \
      decide, apart from gaps (C202). The mean width is the narrower side of the rectangle that has \
      its area and perimeter.
      """,
    remedy: "see whether a feature is missing there; nothing to do when the void is meant")
}
