import ArgumentParser
import GeoCore
import GeoFormats
import PlanningAccess
import PlanningRun
import PlanningStudies

struct IndicatorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators",
    abstract: "Figures that others have defined: SDG 11, access to green, the 15-minute city.",
    discussion: """
      Computes the indicators whose data a plan names under indicators:, for every
      zone and for all of them; of the others it says which data would answer them.
      Without a plan, the embedded one runs. A table (.csv, .xlsx) has one row an
      indicator and zone, other formats one feature a zone.

      Example:
        amp-geo indicators --list
        amp-geo indicators my-plan.yaml --only sdg-11.2.1,city-15-min \\
          -o indicators.geojson
      """)

  @Argument(help: "A plan (YAML); without one, the embedded plan.", completion: .yaml)
  var plan: String?

  @Flag(help: "Show all indicators with their formulas and sources, and compute none.")
  var list = false

  @Option(
    help: ArgumentHelp("These alone, separated by commas.", valueName: "indicator,…"),
    transform: IndicatorNames.init)
  var only: IndicatorNames?

  @Flag(help: "Leave invalid features out and say so, instead of refusing them.")
  var lenient = false

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if list, plan != nil || only != nil {
      throw ValidationError("--list computes nothing: leave the plan and --only out.")
    }
  }

  mutating func run() throws {
    if list { return try Self.printList() }
    try global.perform("indicators") { phases in
      let format = try output.prepare(areTables: true)
      let chosen =
        try plan.map { try PlanReader.standard.read(path: $0) } ?? PlanReader.standard.embedded()
      var study = try Self.study(of: chosen)
      if let only { study.only = only.names }
      var request = chosen.request
      let wanted = study.layerNames + (chosen.people?.neededLayerNames ?? [])
      request.layers = request.layers.filter { wanted.contains($0.name) }
      request.files = nil
      let run = try StudyRun(
        on: request, input, folder: plan.flatMap(OutputFolder.parent(of:)), lenient: lenient,
        global, phases, door: Self.door
      ) { _ in study }
      try phases.measure("write") {
        let (layer, provenance) = run.result
        let isTable = ["csv", "xlsx"].contains(format.name)
        try output.write(
          [isTable ? run.finished.output.list : layer], as: format, provenance: provenance,
          global: global)
      }
    }
  }

  private static func study(of plan: Plan) throws -> IndicatorStudy {
    guard let study = plan.study(IndicatorStudy.self) else {
      throw InputError(
        path: plan.path, reason: "the plan asks for no indicators",
        remedy: "add indicators: with the data that they are computed of", kind: .usage)
    }
    return study
  }

  private static func printList() throws {
    var text = ""
    for definition in IndicatorList.definitions {
      let head = "\(definition.id): \(definition.label.en) (\(definition.unit.en))"
      text += TextTable.wrapped(head, 78).joined(separator: "\n  ") + "\n"
      let lines = [
        definition.formula.en, definition.limits.en, "Source: \(definition.source)",
        "Needs: " + definition.needs.map(\.rawValue).joined(separator: ", "),
      ]
      for line in lines {
        text += "  " + TextTable.wrapped(line, 74).joined(separator: "\n    ") + "\n"
      }
      text += "\n"
    }
    let output = try OutputFile("-")
    try output.write(text)
    try output.commit()
  }
}

/// `sdg-11.2.1,city-15-min`: indicators by their names.
struct IndicatorNames {
  var names: [String]

  init(_ text: String) throws {
    names = text.split(separator: ",").map(String.init)
    let known = IndicatorList.definitions.map(\.id)
    if let stray = names.first(where: { !known.contains($0) }) {
      throw ValidationError(
        "there is no indicator \(stray); known are \(known.joined(separator: ", ")).")
    }
    guard !names.isEmpty else { throw ValidationError("--only names no indicator.") }
  }
}
