internal import GeoCore
internal import GeoFormats
internal import PlanningStudies

/// The files of a run, published in its folder together, and what became of those of earlier runs.
///
/// Under a lock of the folder: the manifest says that the set is not complete; all files get their
/// names, or none; files that an earlier manifest lists and the run does not make go, if nobody has
/// changed them since; the manifest says that the set is complete.
public struct RunPublication: Sendable {
  /// The paths written, in order, the manifest last.
  public var written: [String]
  /// What else is in the folder, or was removed from it.
  public var notes: [String] = []

  /// - Parameter files: finished, in their order.
  /// - Throws: `OutputError`; the older files then stand as they did.
  init(_ files: [(name: String, file: OutputFile)], of plan: Plan, in folder: String) throws {
    let listed = try files.map { name, file in
      let (sha256, bytes) = try file.checksum()
      return RunManifest.File(name: name, bytes: bytes, sha256: sha256)
    }
    written = files.map(\.file.destination) + [RunManifest.path(in: folder)]
    notes = try OutputFolder.locked(folder) {
      let older = try RunManifest.read(in: folder)
      let names = Set(listed.map(\.name))
      let stale = (older?.files ?? []).filter { !names.contains($0.name) }
      try Self.write(
        RunManifest(plan.identity, files: listed + stale, isComplete: false), in: folder)
      do {
        try OutputFile.publish(files.map(\.file))
      } catch {
        try? Self.restore(older, in: folder)
        throw error
      }
      let notes =
        (older?.isComplete == false ? [Self.interruption(in: folder)] : [])
        + stale.compactMap { Self.settle($0, in: folder) }
        + (older == nil ? Self.unlisted(names, in: folder) : [])
      try Self.write(RunManifest(plan.identity, files: listed, isComplete: true), in: folder)
      return notes
    }
  }

  private static func interruption(in folder: String) -> String {
    "the run before this one into \(folder) ended before all its files were in place"
  }

  private static func write(_ manifest: RunManifest, in folder: String) throws(OutputError) {
    let file = try OutputFile(RunManifest.path(in: folder))
    try file.write(manifest.json.pretty)
    try file.commit()
  }

  private static func restore(_ older: RunManifest?, in folder: String) throws(OutputError) {
    guard let older else { return try OutputFolder.removeFile(RunManifest.path(in: folder)) }
    try write(older, in: folder)
  }

  /// Removes a file of an earlier run, if it is still what that run wrote and no input of this one.
  /// - Returns: what to tell people; nil when the file had gone already.
  private static func settle(_ file: RunManifest.File, in folder: String) -> String? {
    let path = folder + "/" + file.name
    guard OutputFolder.holds(path) else { return nil }
    let text = "\(path) is of an earlier run, and this plan does not make it:"
    if FileUse.isRead(path) { return text + " it stays, since this run reads it" }
    guard (try? Digest.sha256(ofFile: path, asInput: false)) == file.sha256 else {
      return text + " it stays, since somebody has changed it"
    }
    do {
      try OutputFolder.removeFile(path)
      return text + " it was removed"
    } catch {
      return text + " it stays, since it \(error.reason)"
    }
  }

  /// Files under the names of outputs, in a folder that has had no manifest.
  private static func unlisted(_ names: Set<String>, in folder: String) -> [String] {
    PlanReader.standard.knownOutputs.filter {
      !names.contains($0) && OutputFolder.holds(folder + "/" + $0)
    }
    .map { "\(folder)/\($0) is not of this run, whose plan does not make it" }
  }
}
