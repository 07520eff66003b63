public import GeoCore

/// A layer as an analysis takes it: its features, where they come from, how good they are.
public struct StudyLayer: Sendable {
  /// The name that columns carry.
  public var name: String
  /// The features that passed the filter, in the order of their ids.
  public var layer: Layer
  /// Who made it, under which licence, how old and how exact it is.
  public var credits: LayerCredits
  /// The SHA-256 of the bytes that it was read from, as 64 hexadecimal digits.
  public var sha256: String
  /// The reference it was loaded by, `national-park` or `zones.gpkg:zones`.
  public var reference: String
  /// The filter as text; nil without one.
  public var filter: String?
  /// Published figures to hold the layer against.
  public var references: [PublishedFigure]
  /// The status of each feature: its own attribute `status`, else the layer's.
  public var statuses: [SourceStatus]
  /// The accuracy of each feature in metres: its own attribute `accuracy_m`, else the layer's.
  public var accuraciesMeters: [Double?]
  /// What a scenario has added to it.
  var additions: [Addition] = []
  /// The attribute that says what features are called; nil when there is none.
  public var nameColumn: String?

  /// A layer with its origin; statuses and accuracies are read from its attributes.
  public init(
    name: String, layer: Layer, credits: LayerCredits, sha256: String, reference: String,
    filter: String? = nil, references: [PublishedFigure] = []
  ) {
    self.name = name
    let layer = layer.identified()
    self.layer = layer
    nameColumn = layer.namingColumn?.name
    self.credits = credits
    self.sha256 = sha256
    self.reference = reference
    self.filter = filter
    self.references = references
    let status = layer.attributes["status"]
    statuses = (0..<layer.count).map { row in
      status?.string(row).flatMap(SourceStatus.init(rawValue:)) ?? credits.status
    }
    let accuracy = layer.attributes[StatedAccuracy.field]
    accuraciesMeters = (0..<layer.count).map { row in
      accuracy.flatMap { StatedAccuracy.meters($0, row) } ?? credits.accuracyMeters
    }
  }

  /// A source whose features were added.
  struct Addition: Sendable {
    /// As the scenario names it; `plan` for points that stand in the plan.
    var reference: String
    /// Of its bytes; empty where the plan has them.
    var sha256: String
  }

  /// The same layer with some or all of its features, in this order.
  package func reordered(_ order: [Int]) -> StudyLayer {
    var changed = self
    changed.layer = layer.selecting(order)
    changed.statuses = order.map { statuses[$0] }
    changed.accuraciesMeters = order.map { accuraciesMeters[$0] }
    return changed
  }

  /// The same layer with its features in the order of their ids, when all have one: results do
  /// not depend on the order of a file. Features of one id keep theirs.
  func sortedByID() -> StudyLayer {
    let ids = layer.ids.compactMap { $0 }
    guard ids.count == layer.count else { return self }
    return FeatureID.ascendingOrder(of: ids).map(reordered) ?? self
  }

  /// The weakest status of any feature; the layer's own when it has none.
  public var weakestStatus: SourceStatus { statuses.max() ?? credits.status }

  /// The name of a feature, by `nameColumn`.
  public func featureName(_ i: Int) -> String? {
    nameColumn.flatMap { layer.attributes[$0]?.string(i) }
  }

  /// The same layer with its features named by columns of one's choice.
  /// - Parameters:
  ///   - id: the attribute that identifies features; nil for the usual ids.
  ///   - name: the attribute that says what they are called; nil for the usual one.
  /// - Throws: `InputError` for a column that is not there, and a missing id.
  public func identified(by id: String?, named name: String?) throws(InputError) -> StudyLayer {
    var study = self
    func column(_ name: String) throws(InputError) -> Column {
      if let column = layer.attributes[name] { return column }
      throw InputError(
        path: layer.path, reason: "there is no attribute \"\(name)\" to tell features by",
        remedy: "attributes: \(layer.attributes.names.joined(separator: ", "))", kind: .usage)
    }
    if let name { study.nameColumn = try column(name).name }
    guard let id else { return study }
    let ids = try column(id)
    var given: [FeatureID] = []
    for row in 0..<layer.count {
      guard let one = ids.featureID(row) else {
        throw InputError(
          path: layer.path, reason: "feature \(row + 1) has no \"\(id)\"",
          remedy: "give every feature one, or name another column of ids")
      }
      given.append(one)
    }
    study.layer.ids = FeatureIDs(given)
    return study.sortedByID()
  }

  /// Refuses ids that name two features, by the rule of `FeatureID`, where results name features by
  /// them.
  /// - Throws: `FormatError` naming the id.
  func requireOwnIDs() throws(FormatError) {
    if layer.ids.areOwn { return }
    var seen: Set<FeatureID> = []
    for row in 0..<layer.count {
      let id = featureID(row)
      guard !seen.insert(id).inserted else { continue }
      let texts = (0...row).map { featureID($0) }.filter { $0 == id }
        .map { $0.isNumber ? $0.text : "\"\($0.text)\"" }
      throw FormatError(
        path: layer.path, feature: id.text,
        reason: "two features have the same id: \(texts.joined(separator: " and "))",
        remedy: "give every feature an id of its own, or name another column of ids")
    }
  }

  /// Each feature's place in the order of ids, features of one id as the layer has them; nil when
  /// the layer is in that order already.
  public var ranks: [Int]? {
    FeatureID.ascendingOrder(of: (0..<layer.count).map(featureID)).map { order in
      var ranks = Array(repeating: 0, count: layer.count)
      for (rank, feature) in order.enumerated() { ranks[feature] = rank }
      return ranks
    }
  }

  /// The id of a feature: that of a column `id` where each has its own, else the one that the file
  /// gives it, else its place in the layer, counted from 1.
  public func featureID(_ i: Int) -> FeatureID { layer.ids[i] ?? FeatureID(number: i + 1) }
}

extension StudyLayer {
  /// Tells of places without coordinates among destinations.
  /// - Returns: a note when some have none; nil when all have some, or there are no features.
  /// - Throws: `InputError` when none has any: where the nearest is cannot be said.
  package func noteOnCoordinates() throws(InputError) -> String? {
    let missing = (0..<layer.count).count { layer.geometries.isEmpty(feature: $0) }
    guard missing > 0 else { return nil }
    guard missing < layer.count else {
      throw InputError(
        path: layer.path, reason: "the destinations \"\(name)\" have no coordinates",
        remedy: PositionRemedy.table)
    }
    return "\(missing) of \(layer.count) destinations \"\(name)\" have no geometry"
  }
}
