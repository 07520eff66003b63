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
      """)

  @Argument(help: "A plan (YAML); without one, the embedded plan.", completion: .yaml)
  var plan: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for the results, made if need be.", valueName: "folder"),
    completion: .directory)
  var output: String = "amp-geo-output"

  @Flag(help: "Leave invalid features out and say so, instead of refusing them.")
  var lenient = false

  @OptionGroup var global: GlobalOptions

  mutating func run() throws {
    try global.perform("run") { phases in
      let chosen = try phases.measure("plan") {
        try plan.map { try PlanReader.standard.read(path: $0) } ?? PlanReader.standard.embedded()
      }
      try OutputFolder.make(output)
      _ = try RunManifest.read(in: output)
      try OutputTargets.prepare(
        (chosen.outputs + [RunManifest.fileName]).map { ("-o", output + "/" + $0) })
      let loader = LayerLoader(
        catalogue: try Catalogue.embedded(), folder: plan.flatMap(OutputFolder.parent(of:)),
        options: ReadOptions(closesRings: lenient, threads: global.threads))
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
