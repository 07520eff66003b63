internal import GeoCore
internal import GeoProjection
internal import GeoStreets
public import PlanningStudies

/// Who and what lies within distances of layers, in straight lines or along streets.
///
/// **Units:** metres, m², people with bounds as in a coverage. **CRS:** the equal-area system.
/// **Boundary rule:** what is exactly as far as a ring's end is in it. **Shapes:** points, lines, valid
/// polygons. How exact the layer's borders are is not part of the bounds.
public struct ReachStudy: Study {
  /// What is asked, in the order of rows.
  public var questions: [ReachQuestion]

  /// `reach`.
  public static let analysis = "reach"
  /// True: rings may be drawn along streets.
  public static let followsStreets = true

  /// Rings around layers.
  public init(_ questions: [ReachQuestion]) { self.questions = questions }

  /// Draws the rings and counts in them.
  ///
  /// - Throws: `InputError`, `FormatError`, `GEOSError` or `PROJError` for layers that cannot be measured
  ///   and a network that cannot be read.
  public func run(in context: StudyContext) throws -> ReachOutput {
    let zones = try context.zonesIfNamed()
    let people = try context.people()
    let crs = context.systems.area
    let threads = context.threads
    let saved = try context.network.map { network in
      try context.phases.measure("read") {
        try SavedStreetNetwork(path: context.path(of: network.source))
      }
    }
    let zonePeople = try zones.flatMap { zones in
      try people.map {
        try PeopleCount.counts(
          of: $0, in: zones.areal.index, zones: zones.areal.index, threads: threads)
      }
    }
    var sets: [String] = []
    for name in questions.flatMap(\.counted) where !sets.contains(name) { sets.append(name) }
    let unknownPeople = zones.flatMap { zones in
      people.flatMap { people in
        zonePeople.map { people.unknown($0, in: zones.areal, threads: threads) }
      }
    }
    var table = ReachTable(
      zones, zonePeople: zonePeople, unknownPeople: unknownPeople, people: people, sets: sets,
      in: crs)
    var output = ReachOutput(questions: questions, alongStreets: saved != nil)
    let counted = try counted(sets, in: context, &output)
    for question in questions {
      let layer = try context.layer(question.layer)
      let rings = try rings(of: question, layer, saved, in: context, &output)
      let shapes = try context.compute { try rings.rings(question.rings) }
      for ring in 0..<shapes.count {
        let counts = try context.compute {
          try RingCounts(
            of: shapes.selecting([ring]), zones: zones?.areal.index, people: people,
            counting: question.counted.compactMap { counted[$0] },
            besides: question.rings == .disjoint && ring > 0
              ? rings.nested.selecting([ring - 1]) : nil, threads: threads)
        }
        table.append(counts, ring: ring, of: question, status: layer.weakestStatus)
        output.rings.append(
          ReachOutput.Total(
            counts, ring: ring, of: question, layer, knowsPeople: people?.hasUsableRows ?? false))
      }
    }
    output.layer = table.layer
    return output
  }

  private func rings(
    of question: ReachQuestion, _ layer: StudyLayer, _ saved: SavedStreetNetwork?,
    in context: StudyContext, _ output: inout ReachOutput
  ) throws -> ReachRings {
    if let note = try layer.noteOnCoordinates() { output.notes.append(note) }
    let threads = context.threads
    if let saved {
      let found = try context.compute {
        try StreetRings.rings(
          around: layer, withinMeters: question.withinMeters, on: saved,
          maxSnapMeters: context.network?.maxSnapMeters ?? EdgeSnapper.usualReachMeters,
          in: context.systems.area, threads: threads)
      }
      output.notes += found.notes
      output.streets = found.provenance
      return found.rings
    }
    let isAreal = layer.layer.geometries.kinds.contains(where: \.isAreal)
    let areal = try isAreal ? context.areal(question.layer, dissolves: false) : nil
    return try context.compute {
      var ground = Geometries(crs: context.systems.area)
      let given = layer.layer.geometries
      let rest = given.kinds.indices.filter { !given.kinds[$0].isAreal }
      let placed = try given.selecting(rest).placed(in: context.systems.area, threads: threads)
      ground.append(contentsOf: placed.geometries)
      if let areal { ground.append(contentsOf: areal.geometries) }
      if !rest.isEmpty { output.pipelines.append(placed.pipeline) }
      return try ReachRings(
        around: ground, withinMeters: question.withinMeters, path: layer.layer.path,
        threads: threads)
    }
  }

  /// The places of features that are counted, by the layers' names.
  private func counted(
    _ sets: [String], in context: StudyContext, _ output: inout ReachOutput
  ) throws -> [String: CountedPlaces] {
    var counted: [String: CountedPlaces] = [:]
    for name in sets {
      let layer = try context.layer(name)
      if let note = try layer.noteOnCoordinates() { output.notes.append(note) }
      let places = try CountedPlaces(layer, in: context.systems.area, threads: context.threads)
      output.pipelines.append(places.pipeline)
      counted[name] = places
    }
    return counted
  }
}

extension ReachStudy: PlannedStudy {
  package static let planKeys = ["reach"]
  package static let files = [StudyFile("reach.geojson")]

  package static func read(_ plan: PlanSections) throws(InputError) -> ReachStudy? {
    guard let sections = try plan.root.mappings("reach"), !sections.isEmpty else { return nil }
    var questions: [ReachQuestion] = []
    for section in sections {
      var question = ReachQuestion(
        layer: try plan.layer(section, "layer"),
        withinMeters: try section.numbers(ReachQuestion.within) ?? [])
      if let fault = ReachQuestion.fault(of: question.withinMeters) {
        throw section.error(
          at: ReachQuestion.within.key, "\"\(ReachQuestion.within.key)\" \(fault)",
          remedy: "write it like [300, 500]")
      }
      if let text = try section.string("rings") {
        guard let rings = ReachQuestion.Rings(rawValue: text) else {
          let known = ReachQuestion.Rings.allCases.map(\.rawValue).joined(separator: ", ")
          throw section.error(
            at: "rings", "\"rings\" is \"\(text)\"", remedy: "known: \(known)")
        }
        question.rings = rings
      }
      if let list = try section.strings("count") {
        question.counted = try plan.layers(list, in: section, at: "count")
      }
      try section.finish(known: ["layer", ReachQuestion.within.key, "rings", "count"])
      questions.append(question)
    }
    return ReachStudy(questions)
  }
}
