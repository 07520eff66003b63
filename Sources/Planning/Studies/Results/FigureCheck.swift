internal import GeoAlgorithms
public import GeoCore

/// A published figure beside ours.
///
/// Areas may differ by the layer's perimeter times its stated accuracy: as much as moving every
/// border by that distance could change. Counts and sums must be equal. Where the catalogue says by how
/// much the two may differ, that counts instead.
public struct FigureCheck: Sendable {
  /// The embedded layer's name.
  public var layer: String
  /// What its publisher says.
  public var figure: PublishedFigure
  /// What was computed, in the figure's unit: hectares, features, or that of the attribute.
  public var computed: Double
  /// How far both may lie apart, in the same unit.
  public var allowedDifference: Double

  /// Whether the figures differ by no more than that.
  public var agrees: Bool { abs(computed - figure.published) <= allowedDifference }

  /// Checks every figure of the catalogue for the layers that are used.
  /// - Parameter sources: the references of these layers.
  package static func all(
    for sources: [String], loader: LayerLoader, in crs: CRS, threads: Int
  ) throws -> [FigureCheck] {
    var checks: [FigureCheck] = []
    for entry in loader.catalogue.entries where sources.contains(entry.name) {
      for figure in entry.references {
        let study = try loader.load(entry.name, name: "figure", filter: figure.filter)
        checks.append(try FigureCheck(entry.name, figure, study, in: crs, threads: threads))
      }
    }
    return checks
  }

  package init(
    _ layer: String, _ figure: PublishedFigure, _ study: StudyLayer, in crs: CRS, threads: Int
  ) throws {
    self.layer = layer
    self.figure = figure
    switch figure.measure {
    case .count:
      computed = Double(study.layer.count)
      allowedDifference = 0
    case .sum:
      let field = figure.attribute ?? ""
      guard let column = study.layer.attributes[field] else {
        throw InputError(
          path: study.layer.path, reason: "there is no attribute \"\(field)\" to sum",
          remedy: "correct the catalogue's reference \"\(figure.what)\"")
      }
      let sum = (0..<study.layer.count).reduce(0) { $0 + (column.double($1) ?? 0) }
      // What is written in decimals sums to decimals.
      computed = (sum * 1e6).rounded() / 1e6
      allowedDifference = 0
    case .areaHectares:
      let areal = try ArealLayer(study, in: crs, threads: threads)
      let hectare = 10_000.0
      computed = (areal.netAreaSquareMeters / hectare * 100).rounded() / 100
      let band = (0..<study.layer.count).reduce(0) { sum, feature in
        sum + areal.geometries.perimeter(ofFeature: feature)
          * (study.accuraciesMeters[feature] ?? 0)
      }
      allowedDifference = (band / hectare).rounded()
    }
    if let stated = figure.allowedDifference { allowedDifference = stated }
  }

  /// The comparison for programs.
  public var json: JSONValue {
    .object([
      "layer": .string(layer),
      "what": .string(figure.what),
      "where": figure.filter.text.map { .string($0) },
      "measure": .string(figure.measure.rawValue),
      "computed": .number(computed),
      "published": .number(figure.published),
      "allowed_difference": .number(allowedDifference),
      "agrees": .bool(agrees),
      "source": figure.source.map { .string($0) },
      "note": figure.note.map { .string($0) },
    ])
  }
}
