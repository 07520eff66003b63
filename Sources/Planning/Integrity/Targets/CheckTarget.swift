internal import Foundation
internal import GeoCore
internal import GeoFormats
internal import PlanningStudies

/// One thing to check: a file, a layer in one, a plan, or standard input.
public struct CheckTarget: Sendable, Equatable {
  /// Where it is read from.
  public var reference: String
  /// What reports call it.
  public var name: String
  /// Why a search of folders could not look at it; nil for what can be read.
  public var fault: String?

  /// A thing to check, by what reports call it, or by where it is read from.
  public init(_ reference: String, name: String? = nil, fault: String? = nil) {
    self.reference = reference
    self.name = name ?? reference
    self.fault = fault
  }

  /// What reports call standard input.
  public static let standardInputName = "<stdin>"

  /// The targets that a name on the command line stands for: the files of a folder, an embedded layer
  /// where no file has the name, else itself.
  ///
  /// Of a folder: all files below it whose ending is that of a geographic format or of a table
  /// (`endings`), by the bytes of their paths; neither hidden ones nor what `.amp-geo-ignore` files
  /// in it name. Files of other programs often end in `.json`, `.zip` or `.yaml`: those are checked
  /// when they are named. Folders that may not be read, and names that are not UTF-8, are targets
  /// with a `fault`.
  /// - Throws: `InputError` when there is nothing in a folder to check.
  public static func all(named name: String) throws -> [CheckTarget] {
    if name == StreamedInput.standardInput { return [CheckTarget(name, name: standardInputName)] }
    guard FolderListing.isFolder(name) else { return [embedded(name) ?? CheckTarget(name)] }
    var found: [CheckTarget] = []
    addFiles(of: name, ignored: IgnoredPaths(), to: &found)
    guard !found.isEmpty else {
      throw InputError(
        path: name, reason: "there is nothing to check in this folder",
        remedy:
          "files that end in \(endings.map { "." + $0 }.joined(separator: ", ")) are looked for",
        kind: .missingInput)
    }
    return found
  }

  /// The file of an embedded layer; nil when the name is none, or that of a file.
  private static func embedded(_ name: String) -> CheckTarget? {
    guard !name.contains("/"), !FileManager.default.fileExists(atPath: name),
      let path = (try? Catalogue.embedded())?[name]?.path
    else { return nil }
    return CheckTarget(path)
  }

  /// The endings of files that are looked for in folders.
  public static var endings: [String] {
    let shared: Set = ["json", "zip", "dbf", "xlsx"]
    return LayerFormats.all.flatMap(\.extensions).filter { !shared.contains($0) }
  }

  private static func addFiles(
    of folder: String, ignored: IgnoredPaths, to found: inout [CheckTarget]
  ) {
    var ignored = ignored
    let entries: [FolderListing.Entry]
    do {
      entries = try FolderListing.entries(of: folder)
      try ignored.read(folder: folder)
    } catch {
      found.append(CheckTarget(error.path, fault: error.reason))
      return
    }
    for entry in entries where !entry.name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + entry.name : folder + "/" + entry.name
      if ignored.contains(path, isFolder: entry.isFolder) { continue }
      guard entry.isFolder || hasKnownEnding(entry.name) else { continue }
      if let fault = entry.fault {
        let kind = entry.isFolder ? "folder" : "file"
        found.append(
          CheckTarget(path, fault: "the \(kind) \(entry.name) in the folder \(folder): \(fault)"))
      } else if entry.isFolder {
        addFiles(of: path, ignored: ignored, to: &found)
      } else {
        found.append(CheckTarget(path))
      }
    }
  }

  private static func hasKnownEnding(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return endings.contains(name[name.index(after: dot)...].lowercased())
  }
}
