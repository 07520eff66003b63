internal import GeoAlgorithms
internal import GeoCore

/// Where people live, from counts of cells and what is known beside them.
///
/// Cells lose the ground on which nobody lives, are cut at the borders of zones whose people are known,
/// and their people are dealt out to the parts by area, or by the area of a layer of weights (dasymetric
/// mapping); then all parts are scaled until every known total is met (`ProportionalFitting`).
///
/// A cell without any ground to live on keeps its people where they were counted, and says so. A total
/// over zones where nobody was counted, and totals that contradict each other, are told with how far they
/// are missed.
///
/// **Units:** m² of the equal-area system. **Boundary rule:** what is less than a millionth of a cell is
/// rounding along a border. **Source:** Wright 1936, A method of mapping densities of population,
/// doi:10.2307/209467; Eicher and Brewer 2001, doi:10.1559/152304001782173727.
public struct PeopleModel: Sendable {
  /// A layer of zones whose people are known.
  struct Known {
    var layer: ArealLayer
    var field: String
    /// Of each zone; nil where none is known.
    var people: [Double?]

    /// - Throws: `InputError` for an attribute that is missing or counts no people.
    init(_ layer: ArealLayer, field: String) throws {
      self.layer = layer
      self.field = field
      let table = layer.study.layer
      guard let column = table.attributes[field] else {
        throw InputError(
          path: table.path, reason: "there is no attribute \"\(field)\" that counts people",
          remedy: "attributes: \(table.attributes.names.joined(separator: ", "))")
      }
      people = try (0..<column.count).map { row in
        if column.isMissing(row) { return nil }
        guard let value = CountOfPeople.number(column, row), value >= 0 else {
          throw FormatError(
            path: table.path, feature: table.label(ofFeature: row),
            reason: "\"\(field)\" is \(column.json(row)), not a number of people",
            remedy: "correct the value, or leave it empty")
        }
        return value
      }
    }

    var name: String { layer.study.name }
  }

  /// What is known beside the counts.
  struct Evidence {
    var land: ArealLayer?
    var uninhabited: [ArealLayer] = []
    var weights: ArealLayer?
    var weightField: String?
    var totals: [Known] = []
    var heldOut: Known?
  }

  /// The counts, as they came.
  let counted: PeopleSource
  let fragments: PeopleFragments
  /// For each layer of totals, the zone of each fragment.
  let zones: [[Int?]]
  /// The people of each fragment as dealt out, before the totals.
  let dealt: [Double]
  let fitting: ProportionalFitting
  let totals: [Known]
  /// How far the zones that were held out are from what is predicted without their totals; nil when none
  /// were.
  public private(set) var heldOut: HeldOutError?

  /// - Throws: `InputError` for points, and for evidence that is none; `GEOSError` when shapes cannot be
  ///   overlaid.
  init(_ source: PeopleSource, _ evidence: Evidence, threads: Int) throws {
    guard !source.isPoints else {
      throw InputError(
        path: source.study.layer.path,
        reason: "people at points are where they are: no ground and no totals sharpen them",
        remedy: "give cells or polygons that count people")
    }
    counted = source
    var fragments = PeopleFragments(of: source)
    if let land = evidence.land { try fragments.keep(land, threads: threads) }
    for layer in evidence.uninhabited { try fragments.leaveOut(layer, threads: threads) }
    for known in evidence.totals { try fragments.cut(by: known.layer, threads: threads) }
    let nested = NestedTotals(fragments, evidence.totals)
    zones = nested.zones
    var weights = try Self.weights(of: fragments, evidence, threads: threads)
    for fragment in nested.empty { weights[fragment] = 0 }
    dealt = Self.dealt(source, fragments, weights, empty: nested.empty)
    fitting = ProportionalFitting(
      dealt,
      to: zip(evidence.totals, zones).map { known, zones in
        ProportionalFitting.Totals(groups: zones, known: known.people)
      })
    totals = evidence.totals
    self.fragments = fragments
    heldOut = nil
    guard let known = evidence.heldOut else { return }
    guard evidence.totals.contains(where: { $0.name == known.name }) else {
      heldOut = try HeldOutError(of: self.source, known, threads: threads)
      return
    }
    // What is fitted to a total predicts nothing: fitted again, without it.
    var blind = evidence
    blind.heldOut = nil
    blind.totals.removeAll { $0.name == known.name }
    let other = try PeopleModel(source, blind, threads: threads)
    heldOut = try HeldOutError(of: other.source, known, threads: threads)
  }

  /// The weight of each fragment: its area, or that of the layer of weights in it.
  private static func weights(
    of fragments: PeopleFragments, _ evidence: Evidence, threads: Int
  ) throws -> [Double] {
    guard let layer = evidence.weights else { return fragments.areas }
    let values = try evidence.weightField.map { try Known(layer, field: $0).people }
    var weights = Array(repeating: 0.0, count: fragments.count)
    let index = PolygonIndex(fragments.geometries, threads: threads)
    OverlapPairs.forEach(index, layer.index, threads: threads) { pairs in
      for pair in pairs { weights[pair.a] += pair.area * (values.map { $0[pair.b] ?? 0 } ?? 1) }
    }
    return weights
  }

  /// Where no fragment of a row has weight, its area tells.
  private static func dealt(
    _ source: PeopleSource, _ fragments: PeopleFragments, _ weights: [Double], empty: Set<Int>
  ) -> [Double] {
    var weighed = Array(repeating: 0.0, count: source.rows.count)
    var areas = weighed
    for fragment in 0..<fragments.count {
      weighed[fragments.rows[fragment]] += weights[fragment]
      areas[fragments.rows[fragment]] += fragments.areas[fragment]
    }
    return (0..<fragments.count).map { fragment in
      let row = fragments.rows[fragment]
      // A cell of which nothing else is left has nobody: known totals say so.
      if weighed[row] == 0, empty.contains(fragment) { return 0 }
      let part =
        weighed[row] > 0
        ? weights[fragment] / weighed[row] : fragments.areas[fragment] / areas[row]
      return source.rows[row].people * part
    }
  }
}
