internal import GeoCore

/// The rules of coverages. `CoverageCheck` decides all of them at once.
enum CoverageRules {
  /// Ground that two features cover.
  static let overlap = IntegrityRule(
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

  /// A narrow void between features.
  static let gap = IntegrityRule(
    code: "C202", name: "gap", severity: .error,
    summary: "There is a narrow void between features, or in one.",
    explanation: """
      Neighbours of a coverage share their border; where they keep apart by at most \(CheckSetting.maxGap) \
      (1 m unless told otherwise) in the mean, ground is lost to both. A gap may be enclosed, or \
      open: a slit that reaches the outer border, a corridor between neighbours. An open one counts \
      when its walls belong to different features, it is nowhere wider than \(CheckSetting.maxGap), and it is at \
      least five times as long as its mouths are wide; where neighbours merely part at an angle \
      there is none. Size and noise are decided as for C201. What is at most a millimetre wide is \
      rounding, which is rule C204.
      """,
    remedy: "close it; amp-geo fix --max-gap fills narrow ones")

  /// A wide void that features enclose.
  static let hole = IntegrityRule(
    code: "C203", name: "hole", severity: .info,
    summary: "Features enclose a void that is wider than a gap may be.",
    explanation: """
      A void that is wider in the mean than \(CheckSetting.maxGap) is as likely to be meant as not: a lake, an \
      enclave of another authority, or a feature that is missing. It is listed for a person to \
      decide, apart from gaps (C202). The mean width is the narrower side of the rectangle that has \
      its area and perimeter.
      """,
    remedy: "see whether a feature is missing there; nothing to do when the void is meant")

  /// A common line whose vertices are not common.
  static let unmatchedEdge = IntegrityRule(
    code: "C204", name: "unmatched-edge", severity: .warning,
    summary: "Features meet along a line or in a point, and one has a vertex that the other lacks.",
    explanation: """
      In a valid coverage, two polygons that meet have exactly the same vertices where they do, and \
      no vertex of one lies inside an edge of the other (the definition is that of JTS' \
      CoverageValidator). A vertex of one on an edge of the other \
      does no harm as long as the edge stays straight; reprojected, simplified or moved, the two \
      come apart, and programs that look for neighbours by common edges find none. One finding for \
      each connected line of the same features, and for each vertex that touches an edge without \
      running along it. What bounds an overlap or a gap is not listed \
      again. Strips and overlaps at most a millimetre wide count as one line.
      """,
    remedy: "add the missing vertices; amp-geo fix --tolerance does")

  /// Features with the same polygons.
  static let duplicate = IntegrityRule(
    code: "C205", name: "duplicate", severity: .error,
    summary: "Features have exactly the same polygons.",
    explanation: """
      The polygons of some features have the same edges to the last digit, in whatever order: one \
      feature was entered twice, or attributes differ and belong together. All of them are named in \
      one finding, not as overlaps of each other; findings about one of them and another feature \
      name each.
      """,
    remedy: "keep one of them")

  /// A part of a feature outside the boundary.
  static let outsideBoundary = IntegrityRule(
    code: "C206", name: "outside-boundary", severity: .error,
    summary: "A part of a feature lies outside the boundary.",
    explanation: """
      With \(CheckSetting.boundary), features must not leave the union of its polygons, which are brought into \
      the system of the layer first. Each connected part outside is a finding. Size and noise are \
      decided as for C201; noise says that two renderings of one line differ.
      """,
    remedy: "cut the feature at the boundary, or correct the boundary")

  /// A part of the boundary that no feature covers.
  static let boundaryNotCovered = IntegrityRule(
    code: "C207", name: "boundary-not-covered", severity: .warning,
    summary: "A part of what the boundary encloses is not covered.",
    explanation: """
      With \(CheckSetting.boundary), the features should fill the union of its polygons. Each connected part that \
      none covers and that reaches the boundary is a finding; voids that do not reach it are gaps \
      (C202) or holes (C203). A warning only, since plans often leave the sea or a motorway out on \
      purpose. Size and noise are decided as for C201.
      """,
    remedy: "extend the features to the boundary, or see whether one is missing")

  /// All of them, in the order of their codes.
  static let all = [
    overlap, gap, hole, unmatchedEdge, duplicate,
    outsideBoundary, boundaryNotCovered,
  ]
}
