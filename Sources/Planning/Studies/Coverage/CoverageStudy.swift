internal import GeoCore

/// How much of each zone, and how many of its people, lie under layers: `CoverageAnalysis` for plans and
/// commands.
public struct CoverageStudy: Study {
  /// The names of the layers to be measured in each zone.
  public var layers: [String]
  /// What shares are taken of: `zone`, `land`, or the name of a layer.
  public var shareOf: String
  /// The layer of water that `land` leaves out.
  public var water: String?

  /// `coverage`.
  public static let analysis = "coverage"

  /// Layers by their names, and what shares are of.
  public init(layers: [String], shareOf: String = "zone", water: String? = nil) {
    self.layers = layers
    self.shareOf = shareOf
    self.water = water
  }

  /// Measures the layers in the zones.
  ///
  /// - Throws: `InputError`, `GEOSError` or `PROJError` for layers that cannot be measured.
  public func run(in context: StudyContext) throws -> CoverageOutput {
    let zones = try context.zones()
    let covering = try layers.map { try context.areal($0) }
    let water = try water.map { try context.areal($0) }
    let isOfLayer = shareOf != "zone" && shareOf != "land"
    let whole = isOfLayer ? try context.areal(shareOf) : nil
    let people = try context.people()
    let result = try context.compute {
      let denominator = try Denominator(
        named: shareOf, zones: zones, water: water, layer: whole, threads: context.threads)
      return try CoverageAnalysis.run(
        zones: zones, layers: covering,
        options: CoverageAnalysis.Options(
          denominator: denominator, people: people, threads: context.threads, door: context.door))
    }
    return CoverageOutput(result: result, shareOf: shareOf)
  }
}

extension CoverageStudy: PlannedStudy {
  package static let planKeys = ["coverage"]
  package static let files = [StudyFile("coverage.geojson")]

  /// Without a section, all layers of the plan are covered.
  package static func read(_ plan: PlanSections) throws(InputError) -> CoverageStudy? {
    var study = CoverageStudy(layers: plan.layerNames)
    guard let section = try plan.root.mapping("coverage") else { return study }
    if let list = try section.strings("layers") {
      study.layers = try plan.layers(list, in: section, at: "layers")
    }
    study.water = try section.string("water")
    if let water = study.water { _ = try plan.layers([water], in: section, at: "water") }
    study.shareOf = try section.string("share_of") ?? "zone"
    try study.requireEffect(of: section)
    if study.shareOf != "zone", study.shareOf != "land" {
      _ = try plan.layers([study.shareOf], in: section, at: "share_of")
    }
    try section.finish(known: ["layers", "share_of", "water"])
    return study
  }

  /// Refuses keys that lack another, or change nothing.
  private func requireEffect(of section: YAMLMapping) throws(InputError) {
    if shareOf == "land", water == nil {
      throw section.error(
        at: "share_of", "shares of land need to know the water",
        remedy: "add water: with the name of a layer")
    }
    if water != nil, shareOf != "land" {
      throw section.error(
        at: "water", "\"water\" has no effect on shares of \(shareOf)",
        remedy: "write share_of: land, or leave the key out")
    }
    if layers.isEmpty, let key = ["share_of", "water"].first(where: { section.has($0) }) {
      throw section.error(
        at: key, "\"\(key)\" has no effect, since no layer is to be covered",
        remedy: "name layers:, or leave the key out")
    }
  }
}
