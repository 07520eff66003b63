import ArgumentParser
import GeoCore
import GeoFormats
import PlanningRun
import PlanningStudies

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a plan: coverage, accessibility and zoning overlaps of all zones.",
    discussion: """
      Without a plan, the embedded one runs: the 92 communes of Aix-Marseille-Provence with the
      national park, the port, urban renewal, stations and sites.

      Example:
        amp-geo run -o results
        amp-geo run my-plan.yaml -o results
        amp-geo run my-plan.yaml --scenario new-tram -o new-tram

      With --scenario the studies run twice, on the layers as they are and as the
      scenario of the plan would have them: every figure is there _before, _after
      and as _change.
      """)

  @Argument(help: "A plan (YAML); without one, the embedded plan.", completion: .yaml)
  var plan: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for the results, made if need be.", valueName: "folder"),
    completion: .directory)
  var output: String = "amp-geo-output"

  @Option(
    help: ArgumentHelp(
      "Compare with one of the plan's scenarios, before and after.", valueName: "name"))
  var scenario: String?

  @Flag(help: "Leave invalid features out and say so, instead of refusing them.")
  var lenient = false

  @OptionGroup var global: GlobalOptions

  mutating func run() throws {
    try global.perform("run") { phases in
      let chosen = try phases.measure("plan") {
        let read =
          try plan.map { try PlanReader.standard.read(path: $0) } ?? PlanReader.standard.embedded()
        return try scenario.map { try read.taking(scenario: $0) } ?? read
      }
      try OutputFolder.make(output)
      _ = try RunManifest.read(in: output)
      try OutputTargets.prepare(
        (chosen.outputs + [RunManifest.fileName]).map { ("-o", output + "/" + $0) })
      let loader = LayerLoader(
        catalogue: try Catalogue.embedded(), folder: plan.flatMap(OutputFolder.parent(of:)),
        options: ReadOptions(closesRings: lenient, threads: global.threads))
      if let scenario = chosen.scenario {
        let run = try ScenarioRun(
          chosen, scenario: scenario, loader: loader, lenient: lenient, threads: global.threads,
          phases: phases)
        for input in run.after.inputs { global.notes(of: input.layer) }
        let publication = try phases.measure("write") {
          try run.write(to: output, threads: global.threads, note: global.note)
        }
        if !global.quiet { try SummaryText.print(run, publication) }
        return
      }
      let job = try MainJob(
        chosen, loader: loader, lenient: lenient, threads: global.threads, phases: phases)
      for input in job.inputs { global.notes(of: input.layer) }
      let publication = try phases.measure("write") {
        try job.write(to: output, threads: global.threads, note: global.note)
      }
      if global.quiet { return }
      try SummaryText.print(job, publication)
    }
  }
}
