import GeoCore

/// Ground that two features cover.
enum CoverageOverlap: ManyFindingsCheck {
  static let rule = IntegrityRule(
    code: "C201", name: "overlap", severity: .error,
    summary: "Two features cover the same ground.",
    explanation: """
      The polygons of a coverage may touch but share no ground (the definition is that of JTS' \
      CoverageValidator): zones, communes, parcels. Each connected part of what two features share \
      is a finding; where three overlap there are three. Topology is judged in the file's own \
      coordinates. Area, length and mean width are those of the shape in an equal-area system; \
      width and length are the sides of the rectangle of the same area and perimeter. What is at \
      most a millimetre wide is rounding, which is rule C204. Of a pile of polygons, 10,000 pairs are \
      compared, and a finding says that there are more; where edges cross too often to tell all \
      faces apart, overlaps alone are looked for, and a finding says so. It looks like noise when it is at \
      most 1 m wide, or at most 5 m and thirty times as long as wide (4π area / perimeter² up to \
      0.1), and no more than half of a feature: what two renderings of one line leave between them \
      (Perkal 1966; Goodchild 1978; Delafontaine et al. 2009, doi:10.1080/13658810701694838 on \
      slivers). All else looks like a conflict. Polygons that are not valid are left out: rules of \
      family V name them, and where those are not applied, a finding of family C does.
      """,
    remedy: "give the ground to one of them; amp-geo fix --max-overlap settles narrow ones")

  static let rules = TopologyCheck.rules

  static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) throws {
    try TopologyCheck.visitFindings(in: layer, options: options, visit)
  }
}
