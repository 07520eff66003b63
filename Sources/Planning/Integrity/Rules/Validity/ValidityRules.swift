internal import GeoCore
import GeoAlgorithms

/// A rule that stands for one kind of faults in polygons.
struct ValidityRule: Sendable {
  /// What `InvalidPolygon` looks for.
  let kind: ValidityFault.Kind
  /// Code, name, severity and words.
  let rule: IntegrityRule

  init(
    _ kind: ValidityFault.Kind, code: String, name: String, severity: Severity, summary: String,
    explanation: DoorText, remedy: Remedy
  ) {
    self.kind = kind
    rule = IntegrityRule(
      code: code, name: name, severity: severity, summary: summary, explanation: explanation,
      remedy: remedy)
  }
}

/// The rules that stand for kinds of faults: a row each. `InvalidPolygon` decides all of them at once.
enum ValidityRules {
  /// Those that name one kind, in the order of their codes.
  static let named: [ValidityRule] = [
    ValidityRule(
      .selfIntersection,
      code: "V203", name: "self-intersection", severity: .error,
      summary: "Rings cross themselves or each other, or run along each other.",
      explanation: """
        OGC Simple Features (06-103r4, 6.1.11): rings of a polygon, and parts of a multipolygon, \
        meet in single points at most. Every crossing and every shared stretch is named, with its \
        edges; edge 1 of a ring runs from its first vertex to the second, ring 1 is the shell. \
        Sides of lines are decided exactly, so that no crossing is too small to be found. Where \
        parts overlap or share a border, the message names rings of two parts. The area of such a \
        polygon is undefined: programs differ on it.
        """,
      remedy:
        "move the vertices so that the edges no longer meet, or let amp-geo fix cut them there"),
    ValidityRule(
      .selfTouch,
      code: "V204", name: "self-touching-ring", severity: .error,
      summary: "A ring meets itself in a point without crossing.",
      explanation: """
        OGC Simple Features wants rings that are simple: no point is passed twice. A shell that \
        touches itself encloses a hole without saying so; ESRI's format writes holes this way, \
        GeoJSON and GeoPackage do not allow it. Areas come out right, overlays may fail.
        """,
      remedy: "write the enclosed loop as a hole, or as a part of its own: amp-geo fix does it"),
    ValidityRule(
      .holeOutsideShell,
      code: "V205", name: "hole-outside-shell", severity: .error,
      summary: "A hole lies outside the shell of its polygon.",
      explanation: """
        OGC Simple Features: interior rings lie inside the exterior one. A hole elsewhere is \
        mostly a part of a multipolygon that was written as a ring of the first part; some \
        programs subtract its area. Asked only of holes that do not cross the shell (V203).
        """,
      remedy: "move the ring to the part it belongs to; amp-geo fix drops it or makes it a part"),
    ValidityRule(
      .nestedHoles,
      code: "V206", name: "nested-holes", severity: .error,
      summary: "A hole lies in another hole of the same polygon.",
      explanation: """
        OGC Simple Features: holes have no area in common. The inner one is mostly an island, \
        which is a part of its own; programs that subtract holes one by one subtract it twice.
        """,
      remedy: "remove the inner ring: amp-geo fix does it; or make it a part of its own"),
    ValidityRule(
      .nestedShells,
      code: "V207", name: "nested-shells", severity: .error,
      summary: "A part of a multipolygon lies in another part.",
      explanation: """
        OGC Simple Features: the interiors of parts are disjoint. The inner part is counted twice \
        in areas, or was meant to be a hole. A part in a hole of another is allowed. Parts that \
        overlap by crossing are V203.
        """,
      remedy: "make the inner part a hole, or remove it"),
    ValidityRule(
      .disconnectedInterior,
      code: "V208", name: "disconnected-interior", severity: .error,
      summary: "Rings that touch cut the interior of a polygon into pieces.",
      explanation: """
        OGC Simple Features: the interior of a polygon is one connected set. Holes may touch the \
        shell and each other in single points, but not so that a closed chain of them fences \
        something off. Asked only of parts without another fault; the place is that of the touch \
        that closes the chain.
        """,
      remedy: "split the polygon where the rings touch: amp-geo fix does it"),
    ValidityRule(
      .duplicateRings,
      code: "V209", name: "duplicate-rings", severity: .error,
      summary: "Two rings of a feature run through the same points.",
      explanation: """
        From wherever they start and whichever way they turn. A hole that repeats its shell leaves \
        no area; a part that repeats another counts twice; a part that fills a hole exactly shares \
        its border, which OGC Simple Features does not allow. Crossings of the repeated ring are \
        named once.
        """,
      remedy: "remove one of the two rings, or merge the part with what surrounds it"),
    ValidityRule(
      .spike,
      code: "V210", name: "spike", severity: .error,
      summary: "A ring runs out to a vertex and back along the same line.",
      explanation: """
        The way out and the way back lie exactly on one line, so that the spike has no area; in \
        OGC Simple Features it is a self-intersection. Digitising and snapping make them. Spikes \
        that are open by a hair are V215.
        """,
      remedy: "remove the vertex at the tip: amp-geo fix does it"),
    ValidityRule(
      .tooFewPoints,
      code: "V213", name: "too-few-points", severity: .error,
      summary: "A ring has fewer than three different points.",
      explanation: """
        Such a ring bounds nothing. Rounding coordinates to fewer decimals makes them of small \
        parts and holes. A ring of more points that all lie on one line is reported by its spikes \
        (V210).
        """,
      remedy: "remove the ring, or restore its points"),
  ]

  /// All rules that the search for faults decides.
  static let all = [InvalidPolygon.rule] + named.map(\.rule)

  /// The rule for a kind; `InvalidPolygon` where none is named after it.
  static func rule(for kind: ValidityFault.Kind) -> IntegrityRule {
    named.first { $0.kind == kind }?.rule ?? InvalidPolygon.rule
  }
}
