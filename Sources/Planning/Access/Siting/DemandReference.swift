internal import GeoCore
internal import GeoFormats
public import PlanningStudies

/// What `LAYER[:FIELD]` names: a layer, and the column that counts people.
///
/// After the last colon of `file:name` stands a column; of a GeoPackage a layer, when it has one of
/// that name, as in every other reference. `file.gpkg:layer:column` names both.
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
    let (layer, field) = try Self.parts(of: text, catalogue)
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

  private static func parts(
    of text: String, _ catalogue: Catalogue
  ) throws -> (layer: String, field: String?) {
    guard catalogue[text] == nil, LayerFormats.of(path: text) == nil,
      let colon = text.lastIndex(of: ":")
    else { return (text, nil) }
    let head = String(text[..<colon])
    let tail = String(text[text.index(after: colon)...])
    if catalogue[head] != nil || LayerReferences.split(head) != nil { return (head, tail) }
    guard let format = LayerFormats.of(path: head) else { return (text, nil) }
    if try format.layerNames(path: head)?.contains(tail) ?? false { return (text, nil) }
    return (head, tail)
  }
}
