import Geo
import Planning

/// The outputs of one run, which get their names together once all are whole: a run that fails
/// leaves none of them behind.
struct OutputBatch {
  private var files: [OutputFile] = []

  /// Writes layers under a temporary name. What goes to standard output comes last.
  mutating func add(
    _ layers: [Layer], as format: any LayerFormat, to path: String,
    options: WriteOptions = WriteOptions()
  ) throws {
    if format is GeoPackageFormat {
      try OutputOptions.requireNothingLost(at: path, writing: layers.map(\.name))
    }
    let file = try OutputFile(path)
    try format.write(layers, to: file, options: options)
    files.append(file)
  }

  /// Gives all outputs their names, and says what had to be decided while writing.
  func commit(_ global: GlobalOptions) throws {
    for file in files { try file.finish() }
    for file in files { try file.publish() }
    for file in files {
      for note in file.notes { global.note("\(file.destination): \(note)") }
    }
  }

  /// Refuses outputs that would replace each other.
  static func requireDistinct(_ outputs: [(option: String, path: String?)]) throws(InputError) {
    let given = outputs.compactMap { output in output.path.map { (output.option, $0) } }
    for (i, (option, path)) in given.enumerated() {
      let same = given[..<i].first { $0.1 == path || OutputFile.isSameFile($0.1, path) }
      if let same {
        throw InputError(
          path: path, reason: "\(same.0) and \(option) name the same file",
          remedy: "give each a name of its own", kind: .usage)
      }
    }
  }
}
