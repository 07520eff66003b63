internal import GeoCore
public import PlanningStudies

/// What `LAYER[:FIELD]` names: a layer, and the column that counts people.
public struct DemandReference: Sendable, Equatable {
  /// As `LayerLoader` takes it.
  public let layer: String
  /// nil when each demand place counts 1.
  public let field: String?

  /// Reads a reference as it was given: `people.gpkg:cells`, or with a column behind it.
  ///
  /// - Parameter named: the column when it is named apart.
  /// - Throws: `InputError` of kind `usage` for two different columns, and an empty one;
  ///   `FormatError` for a GeoPackage that cannot be read.
  public init(_ text: String, field named: String?, catalogue: Catalogue) throws {
    let (layer, field) = try LayerReferences.splitColumn(text, catalogue: catalogue)
    if let field, let named, field != named {
      throw InputError(
        AccessSetting.demandField, named,
        reason: "another column of people is named with the layer: \(field)", remedy: "name one")
    }
    let column = named ?? field
    guard column != "" else {
      throw InputError(
        AccessSetting.demand, text, reason: "the column after the colon is missing",
        remedy: "write it like cells.gpkg:population")
    }
    self.layer = layer
    self.field = column
  }
}
