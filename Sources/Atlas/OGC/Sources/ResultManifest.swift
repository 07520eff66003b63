internal import Foundation

/// The list of files that a whole run leaves with its results.
struct ResultManifest {
  /// The form of the list that is understood.
  static let form = 1

  /// The form that it has.
  let form: Int
  /// Whether the run came to its end.
  let isComplete: Bool
  /// The names of the files.
  let files: [String]

  /// Nil when the folder has none.
  init?(folder: String) {
    let path = folder + "/manifest.json"
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let document = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return nil }
    form = document["manifest"] as? Int ?? 0
    isComplete = document["complete"] as? Bool ?? false
    let entries = document["files"] as? [[String: Any]] ?? []
    files = entries.compactMap { $0["name"] as? String }
  }
}
