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
  /// - Throws: `InputError` for data that its role does not take; `InputError`, `FormatError`, `GEOSError` or `PROJError` for layers that cannot be measured.
  public func run(in context: StudyContext) throws -> IndicatorOutput {
    for role in IndicatorRole.allCases {
      if let fault = role.fault(of: data[role] ?? []) {
        throw InputError(reason: "\"\(role.rawValue)\" of the indicators \(fault)")
      }
    }
    let data = try IndicatorData(context, data)
    var output = IndicatorOutput(zones: data.zones)
    for indicator in chosen {
      let definition = indicator.definition
      do {
        let values = try context.compute { try indicator.coveredValues(in: data) }
        output.results.append((definition, values))
        for role in values.lacking { output.noteWithout(role, for: definition.id) }
      } catch let missing as MissingData {
        output.results.append((definition, .unknown(missing.reason, zones: data.zones.count)))
        output.note(missing, for: definition.id)
      }
    }
    output.notes = data.notes.distinct()
    output.pipelines = data.pipelines
    output.model = data.provenance
    return output
  }
}
