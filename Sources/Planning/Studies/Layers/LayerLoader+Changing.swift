internal import GeoCore

extension LayerLoader {
  /// A layer after the changes that a scenario makes to it, in their order. What the plan says of the layer
  /// (id, name, system, accuracy) holds for the sources of changes; which features count, for what
  /// takes the place of the layer.
  /// - Parameter entry: the layer's own.
  /// - Throws: `InputError` with the line of the plan for a change that cannot be made; what `load`
  ///   throws for the sources of what is added.
  func changed(
    _ study: StudyLayer, as entry: LayerEntry, by changes: [LayerChange]
  ) throws -> StudyLayer {
    var layer = study
    for change in changes where change.layer == study.name {
      do {
        switch change.kind {
        case .remove(let ids): layer = try layer.removing(ids: ids)
        case .removeWhere(let filter): layer = try layer.removing(filter)
        case .move(let moves): layer = try layer.moving(moves)
        case .place(let points): layer = try layer.adding(Self.layer(of: points, like: layer))
        case .add(let source):
          var added = entry
          (added.source, added.filter) = (source, AttributeFilter())
          layer = try layer.adding(try load(added))
        case .replace(let source):
          var replaced = entry
          replaced.source = source
          layer = try load(replaced)
        }
      } catch var error as InputError {
        error.path = error.path ?? change.path
        error.line = error.line ?? change.line
        throw error
      }
    }
    return layer
  }

  /// Points that a plan gives, with the attributes of a layer.
  private static func layer(
    of points: [LayerChange.PlacedPoint], like study: StudyLayer
  ) -> StudyLayer {
    var geometries = Geometries(crs: .wgs84)
    for point in points { geometries.appendPoint(x: point.longitude, y: point.latitude) }
    var names: [String] = []
    for name in points.flatMap(\.attributes).map(\.name) where !names.contains(name) {
      names.append(name)
    }
    var columns = names.map { name in
      var column = Column(name)
      for point in points {
        guard let attribute = point.attributes.first(where: { $0.name == name }) else {
          column.appendAbsent()
          continue
        }
        if attribute.isNumber, let number = DecimalNumber.value(attribute.text) {
          if let whole = Int(attribute.text) { column.append(whole) } else { column.append(number) }
        } else {
          column.append(attribute.text)
        }
      }
      return column
    }
    // What tells the layer's own features apart tells these apart too.
    if let identity = study.layer.attributes.identityColumn?.name, !names.contains(identity) {
      var column = Column(identity)
      for point in points { column.append(point.id) }
      columns.insert(column, at: 0)
    }
    let layer = Layer(
      name: study.name, geometries: geometries,
      attributes: columns.isEmpty ? nil : Attributes(columns: columns),
      ids: FeatureIDs(points.map { FeatureID($0.id) }))
    var credits = LayerCredits.unlisted(study.name)
    credits.status = .indicative
    return StudyLayer(
      name: study.name, layer: layer, credits: credits, sha256: "", reference: "plan")
  }
}
