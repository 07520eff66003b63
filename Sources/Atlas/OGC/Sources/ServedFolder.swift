internal import Foundation
internal import GeoCore
internal import GeoFormats
internal import Synchronization

/// The files that are served: GeoPackages and GeoJSON in a folder, and others given by name.
///
/// Results stand in a GeoPackage and in GeoJSON files: a file that the manifest lists beside a GeoPackage
/// with a layer of its name is that layer again, and left out.
///
/// Only what `refresh` has found is served; no path of a request leads to a file. Links in the folder
/// that lead out of it are left out.
final class ServedFolder: Sendable {
  /// What there was when the files were looked at last.
  struct Snapshot: Sendable {
    var collections: [ServedCollection] = []
    var byID: [String: ServedCollection] = [:]
    /// The page that stands at the root; nil when there is none.
    var report: (path: String, state: FileState)?
    /// Differs when anything does.
    var version = ""
  }

  private struct ReadFile: Sendable {
    var state: FileState
    var layers: [(name: String, source: any FeatureSource)]
  }

  private struct State {
    var files: [String: ReadFile] = [:]
    /// Files that could not be read, in the state in which they were tried.
    var faults: [String: FileState] = [:]
    var dictionary = FieldDictionary()
    var dictionaryState: FileState?
  }

  let folder: String
  private let others: [String]
  private let state = Mutex(State())
  private let shown = Mutex(Snapshot())

  /// - Parameters:
  ///   - folder: whose GeoPackages and GeoJSON are served.
  ///   - others: files beside those.
  init(folder: String, others: [String]) {
    self.folder = folder
    self.others = others
  }

  var snapshot: Snapshot { shown.withLock { $0 } }

  /// Looks whether files have come, changed or gone, and reads what is new.
  ///
  /// - Returns: what is to be said of it, each a sentence.
  func refresh() -> [String] {
    state.withLock { state in
      var notes: [String] = []
      let paths = found(&notes)
      readDictionary(&state)
      var changed = Set(state.files.keys) != Set(paths.filter { state.files[$0] != nil })
      for path in state.files.keys where !paths.contains(path) {
        state.files[path] = nil
        notes.append("\(path): it is gone, and served no longer")
      }
      let results = resultPaths
      for path in paths {
        guard let now = FileState(path), now != state.files[path]?.state,
          now != state.faults[path]
        else { continue }
        changed = true
        if results.contains(path), isTold(path, in: state) {
          state.files[path] = ReadFile(state: now, layers: [])
          continue
        }
        do {
          let isNew = state.files[path] == nil
          state.files[path] = ReadFile(state: now, layers: try Self.layers(of: path))
          state.faults[path] = nil
          notes.append("\(path): \(isNew ? "it is served" : "it has changed, and is read anew")")
        } catch {
          state.files[path] = nil
          state.faults[path] = now
          notes.append("\((error as? any GeoFailure)?.description ?? "\(path): \(error)")")
        }
      }
      let report = reportPage()
      if changed || report?.state != snapshot.report?.state || snapshot.version.isEmpty {
        let made = snapshot(of: state, paths, report)
        shown.withLock { $0 = made }
      }
      return notes
    }
  }

  /// The files that the manifest of the folder lists.
  private var resultPaths: Set<String> {
    Set((ResultManifest(folder: folder)?.files ?? []).map { folder + "/" + $0 })
  }

  /// Whether a file of results holds what a layer of its name in a GeoPackage does.
  private func isTold(_ path: String, in state: State) -> Bool {
    guard Self.ending(of: path) != "gpkg" else { return false }
    let name = Self.identifier(LayerSource(path: path).stem)
    return state.files.contains { other, file in
      Self.ending(of: other) == "gpkg" && resultPaths.contains(other)
        && file.layers.contains { Self.identifier($0.name) == name }
    }
  }

  private static let endings = ["gpkg", "geojson", "geojsonl", "geojsons"]

  /// The paths of all files to serve, GeoPackages first, so that they give the names.
  private func found(_ notes: inout [String]) -> [String] {
    var paths: [String] = []
    let root = Self.resolved(folder)
    do throws(FormatError) {
      for entry in try FolderListing.entries(of: folder) where !entry.isFolder {
        let path = folder + "/" + entry.name
        guard entry.fault == nil, Self.endings.contains(Self.ending(of: entry.name)),
          Self.resolved(path).hasPrefix(root + "/")
        else { continue }
        paths.append(path)
      }
    } catch {
      notes.append(error.description)
    }
    paths += others
    return paths.filter { Self.ending(of: $0) == "gpkg" }
      + paths.filter { Self.ending(of: $0) != "gpkg" }
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  private static func ending(of path: String) -> String {
    path.split(separator: ".").last.map { $0.lowercased() } ?? ""
  }

  private static func layers(
    of path: String
  ) throws -> [(name: String, source: any FeatureSource)] {
    guard ending(of: path) == "gpkg" else {
      let source = LayerSource(path: path)
      let layer = try LayerFormats.read(source)
      return [(layer.name.isEmpty ? source.stem : layer.name, MemorySource(layer))]
    }
    let names: [String] = try GeoPackageFormat.layerNames(path: path)
    return try names.map { name in
      let source = LayerSource(path: path, layerName: name)
      if let features = try GeoPackageFeatures(source) {
        return (name, GeoPackageSource(features: features))
      }
      return (name, MemorySource(try LayerFormats.read(source)))
    }
  }

  private func readDictionary(_ state: inout State) {
    let path = folder + "/fields.json"
    let now = FileState(path)
    guard now != state.dictionaryState else { return }
    state.dictionaryState = now
    let bytes = (try? Data(contentsOf: URL(fileURLWithPath: path))).map { Array($0) } ?? []
    state.dictionary = FieldDictionary(json: bytes)
    // What is served carries its dictionary.
    state.files = [:]
  }

  private func reportPage() -> (path: String, state: FileState)? {
    let path = folder + "/report.html"
    guard Self.resolved(path).hasPrefix(Self.resolved(folder) + "/"),
      let state = FileState(path)
    else { return nil }
    return (path, state)
  }

  /// Collections by their names; of two of one name the second has a number behind it.
  private func snapshot(
    of state: State, _ paths: [String], _ report: (path: String, state: FileState)?
  ) -> Snapshot {
    var snapshot = Snapshot()
    snapshot.report = report
    for path in paths {
      guard let file = state.files[path] else { continue }
      for (name, source) in file.layers {
        let base = Self.identifier(name)
        var id = base
        var suffix = 2
        while snapshot.byID[id] != nil {
          id = "\(base)_\(suffix)"
          suffix += 1
        }
        let collection = ServedCollection(
          id: id, table: name, source: source, version: file.state.mark,
          dictionary: state.dictionary)
        snapshot.collections.append(collection)
        snapshot.byID[id] = collection
      }
    }
    snapshot.version = (snapshot.collections.map(\.version) + [report?.state.mark ?? "-"])
      .joined(separator: "+")
    return snapshot
  }

  /// A name as it may stand in a path: letters, digits, `_`, `.` and `-` of ASCII.
  private static func identifier(_ name: String) -> String {
    let text = String(
      name.unicodeScalars.map { scalar -> Character in
        let isPlain =
          scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        return isPlain || scalar == "_" || scalar == "." ? Character(scalar) : "_"
      })
    return text.isEmpty || text.allSatisfy({ $0 == "." }) ? "layer" : text
  }
}
