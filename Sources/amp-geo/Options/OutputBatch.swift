import GeoCore
import GeoFormats
import PlanningStudies

/// The outputs of one run, which get their names together once all are whole: a run that fails
/// leaves none of them behind, and what was there before stays.
struct OutputBatch {
  private var files: [OutputFile] = []

  /// Writes layers under a temporary name. What goes to standard output comes last.
  mutating func add(
    _ layers: [Layer], as format: any LayerFormat, to path: String, replacesInput: Bool = false,
    options: WriteOptions = WriteOptions()
  ) throws {
    if format is GeoPackageFormat {
      try OutputOptions.requireNothingLost(at: path, writing: layers.map(\.name))
    }
    let file = try OutputFile(path, replacesInput: replacesInput)
    try format.write(layers, to: file, options: options)
    files.append(file)
  }

  /// Gives all outputs their names, and says what had to be decided while writing.
  func commit(_ global: GlobalOptions) throws {
    for file in files { try file.finish() }
    try OutputFile.publish(files)
    for file in files {
      for note in file.notes { global.note("\(file.destination): \(note)") }
    }
  }
}
