public import GeoCore

/// Attributes of one zoning moved to another by the area that their features share.
///
/// With W(s, t) the area that source s and target t share, and W(s) the source's own area:
/// - extensive (counts): v(t) = Σ v(s) · W(s, t) / W(s), 0 where no source reaches. What lies outside all targets stays in the
///   ledger, so that the input is conserved.
/// - intensive (rates): v(t) = Σ v(s) · W(s, t) / Σ W(s, t), over sources that have a value.
/// - categorical: share(t, c) = Σ over sources of category c of W(s, t) / W(t), at most 1 for all
///   categories together.
///
/// Where targets overlap each other, a source's count is shared out among them, never given twice;
/// where sources overlap each other, categories are scaled to 1.
///
/// With a mask, areas count only inside it (binary), or weighted by an attribute of its features
/// (dasymetric); where features of a weighted mask overlap, their weights add up.
///
/// **Units:** m² of the equal-area system, so that shares do not depend on place. **Boundary
/// rule:** a shared border is no area. **Unknown:** null, with a reason: `no_source` where no source with
/// a value touches the target, `no_mask_area` where all that do have no place in the mask, and that of
/// a target without an area; shares are null where the mask has no place in the target. What a mask
/// keeps out of a target is 0, which is known.
/// **CRS:** both in one equal-area system. **Shapes:** valid polygons. **Complexity:** that of
/// `OverlapPairs` for sources and targets, and for both and the mask.
///
/// ```swift
/// // Two squares of 100 m with 10 and 30 people; one target over the right half of both.
/// var squares = Geometries(crs: .laeaEurope)
/// squares.appendPolygon([[(0, 0), (100, 0), (100, 100), (0, 100)]])
/// squares.appendPolygon([[(0, 100), (100, 100), (100, 200), (0, 200)]])
/// let blocks = Layer(
///   name: "blocks", geometries: squares,
///   attributes: Attributes(columns: [Column("people", [10, 30])]),
///   ids: [FeatureID("a"), FeatureID("b")])
/// var strip = Geometries(crs: .laeaEurope)
/// strip.appendPolygon([[(50, 0), (100, 0), (100, 200), (50, 200)]])
/// let sectors = Layer(name: "sectors", geometries: strip, ids: [FeatureID("east")])
/// func study(_ layer: Layer) -> StudyLayer {
///   StudyLayer(
///     name: layer.name, layer: layer, credits: .unlisted(layer.name), sha256: "",
///     reference: layer.name)
/// }
/// let result = try ArealInterpolation.run(
///   from: try ArealLayer(study(blocks), in: .laeaEurope, threads: 1),
///   to: try ZoneSet(
///     study(sectors), fields: ZoneEntry(source: "sectors"), in: .laeaEurope, threads: 1),
///   fields: ArealInterpolation.Fields(extensive: ["people"]), mask: nil, threads: 1)
/// let people = result.layer.attributes["people"]?.double(0)  // 20
/// ```
///
/// **Source:** Goodchild & Lam 1980, Areal interpolation: a variant of the traditional spatial
/// problem; Eicher & Brewer 2001, doi:10.1559/152304001782173727.
public enum ArealInterpolation {
  /// What to move.
  public struct Fields: Sendable, Equatable {
    /// Counts, which are shared out.
    public var extensive: [String]
    /// Rates, of which the mean is taken.
    public var intensive: [String]
    /// Categories, of which each has a share.
    public var categorical: [String]

    /// Attributes of the sources by how they are moved.
    public init(extensive: [String] = [], intensive: [String] = [], categorical: [String] = []) {
      self.extensive = extensive
      self.intensive = intensive
      self.categorical = categorical
    }

    /// Whether there is nothing to move.
    public var isEmpty: Bool { extensive.isEmpty && intensive.isEmpty && categorical.isEmpty }
  }

  /// Where values may go: a layer whose features weigh the same, or as an attribute says.
  public struct Mask: Sendable {
    /// The features inside which values may go.
    public var layer: ArealLayer
    /// The attribute that weighs them; nil when all weigh the same.
    public var weightField: String?

    /// A mask, binary unless an attribute weighs its features.
    public init(_ layer: ArealLayer, weightField: String? = nil) {
      self.layer = layer
      self.weightField = weightField
    }
  }

  /// The targets with what has come to them, and the account of it.
  public struct Result: Sendable {
    /// One feature a target.
    public var layer: Layer
    /// Where every count went.
    public var ledger: TransferLedger
    /// What each column of shares is about, and the shares as rows.
    public var categories: TransferCategories
    /// What a reader must know, a sentence each.
    public var notes: [String]
  }

  /// Moves attributes from sources to targets.
  ///
  /// - Throws: `InputError` for a missing field, for sources or a mask without positions, and for more
  ///   pieces than fit memory; `FormatError` for a value that is not a number.
  public static func run(
    from source: ArealLayer, to targets: ZoneSet, fields: Fields, mask: Mask?, threads: Int
  ) throws -> Result {
    try source.requirePositions()
    try mask?.layer.requirePositions()
    let weights = try TransferWeights(source, targets, mask: mask, threads: threads)
    var frame = targets.frame(named: "transfer")
    targets.appendAreas(to: &frame.attributes)
    let reach = TransferReach(source, targets, weights, threads: threads)
    var ledger = TransferLedger()
    for field in fields.extensive {
      let values = try numbers(field, of: source)
      var sums = OrderFreeSums(count: targets.count)
      for piece in weights.pieces {
        guard let value = values[piece.source], weights.ofSources[piece.source] > 0 else {
          continue
        }
        sums.add(value * piece.weight / weights.divisors[piece.source], to: piece.target)
      }
      ledger.append(field, values, weights, source)
      let totals = sums.totals
      try requireFinite(totals, of: field, source)
      let reasons = reach.reasons(values)
      let counts = zip(totals, reasons).map { $1 == nil ? Rounding.people($0) : nil }
      append(field, counts, reasons, to: &frame.attributes)
    }
    for field in fields.intensive {
      let values = try numbers(field, of: source)
      var sums = OrderFreeSums(count: targets.count)
      var known = OrderFreeSums(count: targets.count)
      for piece in weights.pieces {
        guard let value = values[piece.source] else { continue }
        sums.add(value * piece.weight, to: piece.target)
        known.add(piece.weight, to: piece.target)
      }
      let means = zip(sums.totals, known.totals).map { $1 > 0 ? Rounding.people($0 / $1) : nil }
      try requireFinite(means.compactMap { $0 }, of: field, source)
      let unknown = reach.reasonsOfMeans(values)
      let reasons = means.indices.map { means[$0] == nil ? unknown[$0] : nil }
      append(field, means, reasons, to: &frame.attributes)
    }
    var categories = TransferCategories()
    for field in fields.categorical {
      categories.append(
        field, try column(field, of: source), weights, targets, to: &frame.attributes)
      let reasons = reach.reasonsOfShares
      if reasons.contains(where: { $0 != nil }) {
        frame.attributes.set(Column("\(field)_share_reason", reasons.map { $0?.rawValue }))
      }
    }
    var notes = targets.notes + ledger.notes
    for one in [targets.areal, source] + [mask?.layer].compactMap({ $0 }) {
      notes += one.notesOnDropped
    }
    if !fields.categorical.isEmpty {
      let crowded = weights.crowdedTargets
      if crowded > 0 {
        notes.append(
          "\(crowded) zones lie under features of \"\(source.study.name)\" that overlap each"
            + " other: their shares are scaled to 100 %")
      }
    }
    return Result(layer: frame, ledger: ledger, categories: categories, notes: notes)
  }

  /// - Throws: `InputError` when a sum is beyond all numbers.
  private static func requireFinite(
    _ sums: [Double], of field: String, _ source: ArealLayer
  ) throws(InputError) {
    guard !sums.allSatisfy(\.isFinite) else { return }
    throw InputError(
      path: source.study.layer.path, reason: "\"\(field)\" adds up to more than numbers hold",
      remedy: "give it in a larger unit, such as thousands")
  }

  /// Appends a column, and why it is null where it is.
  private static func append(
    _ field: String, _ values: [Double?], _ reasons: [UnknownReason?], to table: inout Attributes
  ) {
    table.set(Column(field, values))
    guard values.contains(nil) else { return }
    table.set(Column(TransferFields.reason.at(["attribute": field]), reasons.map { $0?.rawValue }))
  }

  private static func column(_ field: String, of source: ArealLayer) throws -> Column {
    guard let column = source.study.layer.attributes[field] else {
      throw InputError(
        path: source.study.layer.path, reason: "there is no attribute \"\(field)\" to transfer",
        remedy: "attributes: \(source.study.layer.attributes.names.joined(separator: ", "))")
    }
    return column
  }

  /// The values of a field; nil where it has none.
  static func numbers(_ field: String, of source: ArealLayer) throws -> [Double?] {
    let column = try column(field, of: source)
    return try (0..<column.count).map { row in
      if column.isMissing(row) { return nil }
      guard let value = column.double(row), value.isFinite else {
        throw FormatError(
          path: source.study.layer.path, feature: source.study.layer.label(ofFeature: row),
          reason: "\"\(field)\" is \(column.json(row)), not a number",
          remedy: .anyOf(
            "transfer it as \(StudySetting.categorical)", "correct the value"))
      }
      return value
    }
  }
}
