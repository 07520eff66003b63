import GeoFormats
import PlanningStudies

/// What the manifests of folders say of files under check; each is read once.
struct ResultSets: Sendable {
  private struct Listed: Sendable {
    var names: Set<String>
    /// Those whose bytes are not those listed, or that are missing.
    var others: [String]
    var isComplete: Bool
  }

  private var folders: [String: Listed?] = [:]

  /// What is wrong with the set that a file belongs to; nil when nothing is, or it belongs to none.
  mutating func finding(on path: String) -> Finding? {
    let cut = path.lastIndex(of: "/")
    let folder = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
    if folders[folder] == nil { folders[folder] = .some(Self.listed(in: folder)) }
    guard let set = folders[folder] ?? nil, set.names.contains(name), !set.others.isEmpty else {
      return nil
    }
    let others = set.others.joined(separator: ", ")
    let cause =
      set.isComplete
      ? "changed since the run that wrote the folder"
      : "not of the last run, which ended before all its files were in place"
    return Finding(
      FileRules.mixedResults, "by \(RunManifest.fileName), \(others): \(cause)", file: path)
  }

  private static func listed(in folder: String) -> Listed? {
    guard let manifest = (try? RunManifest.read(in: folder)) ?? nil else { return nil }
    let others = manifest.files.filter { file in
      (try? Digest.sha256(ofFile: folder + "/" + file.name, asInput: false)) != file.sha256
    }
    return Listed(
      names: Set(manifest.files.map(\.name)), others: others.map(\.name),
      isComplete: manifest.isComplete)
  }
}
