package import GeoCore
internal import GeoFormats

extension Layer {
  /// The column that names features in every command: `id`, whatever its case.
  package var identityColumn: Column? { attributes.identityColumn }

  /// The column that says what features are called: `name`, `nom`, `label`, `libelle`, the first of
  /// these that there is, whatever its case and accents.
  var namingColumn: Column? {
    for name in Self.namingColumns {
      if let exact = attributes[name] { return exact }
      if let found = attributes.columns.first(where: { $0.name.lowercased() == name }) {
        return found
      }
    }
    return nil
  }

  static let namingColumns = ["name", "nom", "label", "libelle", "libellé"]

  /// Whether the file gives features ids that mean something: those of a GeoPackage are numbers of rows.
  package var givesIDs: Bool {
    !(LayerFormats.ofInput(path: path) is GeoPackageFormat) && ids.contains { $0 != nil }
  }

  /// The layer with the ids that its column of identity gives: when each feature has one of its own, or,
  /// where the file gives no ids that mean anything, whenever each has one. Nobody shall find the number
  /// of a row where a column of ids stands.
  func identified() -> Layer {
    var layer = self
    if let ids = attributes.uniqueIDs {
      layer.ids = ids
    } else if !givesIDs, let column = identityColumn {
      let ids = (0..<count).compactMap { column.featureID($0) }
      if ids.count == count { layer.ids = FeatureIDs(ids) }
    }
    return layer
  }

  /// The attribute that identifies features when nothing else does: the first that is not one of a
  /// table's coordinates; nil when there is none.
  package var identifyingColumn: Column? {
    guard LayerFormats.ofInput(path: path) is CSVFormat else { return attributes.columns.first }
    return attributes.columns.first {
      !coordinateColumns.contains($0.name) && !CSVFormat.namesCoordinates($0.name)
    }
  }

  /// The layer with its features numbered from 1, when nothing else identifies them: no column is
  /// named, there is no column `id`, not every feature has an id, and it is no CSV table with an
  /// identifying column. After columns of coordinates that is one without gaps and repeats, other
  /// than the one of people; a table that begins with it means it.
  /// - Parameter people: the column that counts people.
  package func numbered(_ idColumn: String?, people: String? = nil) -> Layer {
    guard idColumn == nil, identityColumn == nil, ids.contains(where: { $0 == nil }) else {
      return self
    }
    if LayerFormats.ofInput(path: path) is CSVFormat, let column = identifyingColumn {
      if column.name == attributes.columns.first?.name { return self }
      if column.name != people, column.isUnique { return self }
    }
    var layer = self
    layer.ids = FeatureIDs((0..<count).map { FeatureID(number: $0 + 1) })
    return layer
  }
}

extension Column {
  /// Whether no value is missing and none occurs twice.
  fileprivate var isUnique: Bool {
    var known: Set<String> = []
    for row in kinds.indices {
      guard let text = key(row), known.insert(text).inserted else { return false }
    }
    return true
  }
}
