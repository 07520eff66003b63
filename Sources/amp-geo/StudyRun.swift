import GeoCore
import GeoFormats
import PlanningStudies

/// A study that a command asks for: read, run, told of.
struct StudyRun<Kind: Study> {
  let workspace: Workspace
  let finished: FinishedStudy<Kind>

  /// Reads what the request names, runs the study, and passes on what a reader must know.
  /// - Parameter study: makes the study once its layers are known.
  /// - Throws: what the study throws, and `InputError` for options of reading without effect.
  init(
    on request: Workspace.Request, _ input: InputOptions, folder: String? = nil, lenient: Bool,
    _ global: GlobalOptions,
    _ phases: Phases, door: any Door, _ study: (Workspace) throws -> Kind
  ) throws {
    workspace = try Workspace(
      request, loader: try input.loader(in: folder, threads: global.threads, lenient: lenient),
      options: Workspace.Options(
        lenient: lenient, threads: global.threads, phases: phases, door: door))
    try global.report(workspace.inputs.map(\.layer), read: input)
    finished = try workspace.run(try study(workspace))
    let systems = workspace.systems
    let measured =
      (finished.measuresAreas ? ["areas in \(systems.area)"] : [])
      + (Kind.measuresDistances ? ["distances in \(systems.distance)"] : [])
    if !measured.isEmpty { global.detail(measured.joined(separator: ", ")) }
    let notes = finished.output.notes
    for note in notes { global.note(note) }
    for text in finished.featuresDropped where !notes.contains(text) { global.note(text) }
  }

  /// The study's main result, with where it comes from.
  var result: (layer: Layer, provenance: Provenance) {
    var provenance = finished.provenance()
    let table = finished.output.tables[0]
    provenance.fields = table.legend
    return (table.layer, provenance)
  }
}
