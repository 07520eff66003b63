import Geo
import Planning

extension OutputOptions {
  /// Refuses to write over a file that the command reads, by whatever links.
  /// - Parameters:
  ///   - output: `-` is standard output.
  ///   - inputs: files, `file.gpkg:layer`, or embedded layers; nil for what is not given.
  static func requireNotRead(_ output: String, _ inputs: [String?]) throws {
    guard output != "-" else { return }
    let paths = inputs.compactMap { $0 }.map(LayerReferences.path(of:))
    guard paths.contains(where: { OutputFile.isSameFile(output, $0) }) else { return }
    throw InputError(
      path: output, reason: "this file is an input of the command, and would be overwritten",
      remedy: "write to another one", kind: .usage)
  }
}
