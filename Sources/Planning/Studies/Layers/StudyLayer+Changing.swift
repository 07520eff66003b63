internal import GeoCore
internal import GeoProjection

extension StudyLayer {
  /// The layer without some of its features, given by their ids.
  /// - Throws: `InputError` naming ids that no feature has.
  func removing(ids: [String]) throws(InputError) -> StudyLayer {
    let gone = Set(try places(of: ids))
    return keeping((0..<layer.count).filter { !gone.contains($0) })
  }

  /// The layer without the features that a filter lets pass.
  /// - Throws: `InputError` when it lets none pass.
  func removing(_ filter: AttributeFilter) throws(InputError) -> StudyLayer {
    let gone = Set(try filter.matches(in: layer))
    guard !gone.isEmpty else {
      throw InputError(
        reason: "no feature of layer \"\(name)\" has \(filter.text ?? "such attributes")",
        remedy: "check the spelling of attribute and value")
    }
    return keeping((0..<layer.count).filter { !gone.contains($0) })
  }

  /// The layer with points at other places.
  /// - Throws: `InputError` for ids that no feature has, and features that are no points; `PROJError` for
  ///   places that the layer's system does not have.
  func moving(_ moves: [LayerChange.PointMove]) throws -> StudyLayer {
    let moved = try places(of: moves.map(\.id))
    for (place, move) in zip(moved, moves) where layer.geometries.kinds[place] != .point {
      throw InputError(
        reason: "feature \"\(move.id)\" of layer \"\(name)\" is no point that could move",
        remedy: "remove it, and add what is to be there")
    }
    var targets = Geometries(crs: .wgs84)
    for move in moves { targets.appendPoint(x: move.longitude, y: move.latitude) }
    targets = try targets.transformed(to: layer.crs, threads: 1).geometries
    let own = layer.geometries.droppingElevations()
    var geometries = Geometries(crs: layer.crs)
    let moves = Dictionary(zip(moved, moved.indices)) { _, last in last }
    for feature in 0..<layer.count {
      if let move = moves[feature] {
        geometries.append(feature: move, of: targets)
      } else {
        geometries.append(feature: feature, of: own)
      }
    }
    var changed = self
    changed.layer.geometries = geometries
    changed.references = []
    return changed
  }

  /// The layer with the features of another behind its own; attributes go by their names.
  /// - Throws: `InputError` for an id that would stand twice; `PROJError` when the others cannot be brought into
  ///   the layer's system.
  func adding(_ other: StudyLayer) throws -> StudyLayer {
    var known = Set((0..<layer.count).map { featureID($0).key })
    if let twice = (0..<other.layer.count).first(where: {
      !known.insert(other.featureID($0).key).inserted
    }) {
      throw InputError(
        reason: "layer \"\(name)\" would have two features \"\(other.featureID(twice).text)\"",
        remedy: "give what is added an id of its own, or remove the other first")
    }
    var geometries = layer.geometries.droppingElevations()
    geometries.append(
      contentsOf: try other.layer.geometries.droppingElevations()
        .transformed(to: layer.crs, threads: 1).geometries)
    var columns: [Column] = []
    for column in layer.attributes.columns {
      var joined = column
      if let more = other.layer.attributes[column.name] {
        joined.append(contentsOf: more)
      } else {
        for _ in 0..<other.layer.count { joined.appendAbsent() }
      }
      columns.append(joined)
    }
    for column in other.layer.attributes.columns where layer.attributes[column.name] == nil {
      var joined = column.withoutValues
      for _ in 0..<layer.count { joined.appendAbsent() }
      joined.append(contentsOf: column)
      columns.append(joined)
    }
    var changed = self
    changed.layer = Layer(
      name: layer.name, geometries: geometries, attributes: Attributes(columns: columns),
      ids: FeatureIDs(
        (0..<layer.count).map { featureID($0) } + (0..<other.layer.count).map(other.featureID)),
      path: layer.path)
    changed.statuses += other.statuses
    changed.accuraciesMeters += other.accuraciesMeters
    changed.references = []
    changed.additions.append(Addition(reference: other.reference, sha256: other.sha256))
    return changed.sortedByID()
  }

  private func keeping(_ kept: [Int]) -> StudyLayer {
    var changed = reordered(kept)
    changed.references = []
    return changed
  }

  private func places(of ids: [String]) throws(InputError) -> [Int] {
    var known: [String: Int] = [:]
    for feature in 0..<layer.count { known[featureID(feature).text] = feature }
    let missing = ids.filter { known[$0] == nil }
    guard missing.isEmpty else {
      let first = (0..<min(3, layer.count)).map { "\"\(featureID($0).text)\"" }
      throw InputError(
        reason: "layer \"\(name)\" has no feature "
          + missing.prefix(3).map { "\"\($0)\"" }.joined(separator: ", "),
        remedy: "ids are like \(first.joined(separator: ", "))")
    }
    return ids.compactMap { known[$0] }
  }
}
