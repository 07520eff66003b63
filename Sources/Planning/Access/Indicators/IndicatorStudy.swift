internal import GeoCore
public import PlanningStudies

/// Indicators that others have defined, of zones and in total.
///
/// What each needs is given by role; one whose data is missing is null with a reason, and a note says
/// which data would answer it.
public struct IndicatorStudy: Study {
  /// The indicators asked for; nil for all.
  public var only: [String]?
  /// What the plan gives, by role.
  public var data: [IndicatorRole: [IndicatorEntry]]

  /// `indicators`.
  public static let analysis = "indicators"
  /// True.
  public static let measuresDistances = true

  /// All indicators of some data.
  public init(data: [IndicatorRole: [IndicatorEntry]]) { self.data = data }

  /// The names of the layers that it takes, each once.
  public var layerNames: [String] {
    IndicatorRole.allCases.flatMap { data[$0] ?? [] }
      .flatMap { [$0.layer, $0.covers].compactMap { $0 } }.distinct()
  }

  private var chosen: [any Indicator] {
    IndicatorList.all.filter { only?.contains($0.definition.id) ?? true }
  }

  /// Computes the indicators.
  ///
  /// - Throws: `InputError`, `FormatError`, `GEOSError` or `PROJError` for layers that cannot be measured.
  public func run(in context: StudyContext) throws -> IndicatorOutput {
    let data = try IndicatorData(context, data)
    var output = IndicatorOutput(zones: data.zones)
    for indicator in chosen {
      let definition = indicator.definition
      do {
        output.results.append(
          (definition, try context.compute { try indicator.values(in: data) }))
      } catch let missing as MissingData {
        output.results.append((definition, .unknown(missing.reason, zones: data.zones.count)))
        for role in missing.roles {
          output.lack(role, for: definition.id)
        }
      }
    }
    output.notes = data.notes.distinct()
    output.pipelines = data.pipelines
    output.model = data.provenance
    return output
  }
}
