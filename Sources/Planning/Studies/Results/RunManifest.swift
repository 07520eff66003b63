public import GeoCore
internal import GeoFormats

/// What a run has written into its folder, with checksums: whoever finds other bytes under these names
/// has a mixed set before him.
///
/// While the files get their names the manifest says that the set is not complete.
public struct RunManifest: Sendable, Equatable {
  /// What the file is called.
  public static let fileName = "manifest.json"
  /// The form of the file.
  private static let version = 1

  /// A file of the run.
  public struct File: Sendable, Equatable {
    /// The name in the folder.
    public var name: String
    /// Its size in bytes.
    public var bytes: Int
    /// The SHA-256 of its bytes, as 64 hexadecimal digits.
    public var sha256: String

    package init(name: String, bytes: Int, sha256: String) {
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// Whether all files have got their names.
  public var isComplete: Bool
  /// The title of the plan that was run.
  public var planTitle: String
  /// The SHA-256 of that plan's bytes.
  public var planSHA256: String
  /// The version of amp-geo that ran it.
  public var programVersion: String
  /// In the order in which they were written.
  public var files: [File]

  package init(_ plan: PlanIdentity, files: [File], isComplete: Bool) {
    self.isComplete = isComplete
    planTitle = plan.title
    planSHA256 = plan.sha256
    programVersion = Version.current
    self.files = files
  }

  package static func path(in folder: String) -> String { folder + "/" + fileName }

  /// The manifest of a folder; nil when there is none.
  /// - Throws: `OutputError` of kind `cannotCreate` when the file of that name is something else, which
  ///   a run must not replace.
  public static func read(in folder: String) throws -> RunManifest? {
    let path = path(in: folder)
    guard OutputFolder.holds(path) else { return nil }
    do {
      return try RunManifest(try InputFile.bytes(of: path, asInput: false), path: path)
    } catch let error as any GeoFailure {
      throw OutputError(
        path: path,
        reason: "a run writes its manifest under this name, and this file is none"
          + " (\(error.description))",
        remedy: "choose another folder with -o, or remove the file", kind: .cannotCreate)
    }
  }

  /// The text of the file, as a value.
  public var json: JSONValue {
    .object([
      "manifest": .integer(Self.version),
      "complete": .bool(isComplete),
      "amp_geo_version": .string(programVersion),
      "plan": .object(["title": .string(planTitle), "sha256": .string(planSHA256)]),
      "files": .array(
        files.map { file in
          .object([
            "name": .string(file.name), "bytes": .integer(file.bytes),
            "sha256": .string(file.sha256),
          ])
        }),
    ])
  }
}

extension RunManifest {
  /// - Throws: `InputError` with line and column for anything that this program does not write.
  init(_ bytes: [UInt8], path: String) throws(InputError) {
    var cursor = JSONCursor(bytes, path: path, remedy: "remove it")
    var version: Double?
    var complete: Bool?
    var program: String?
    var plan: (title: String, sha256: String)?
    var list: [File]?
    try cursor.object { (name, cursor) throws(InputError) in
      switch name {
      case "manifest": version = try cursor.number()
      case "complete": complete = try cursor.bool()
      case "amp_geo_version": program = try cursor.string()
      case "plan":
        let texts = try Self.texts(["title", "sha256"], &cursor)
        plan = (texts[0], texts[1])
      case "files":
        var files: [File] = []
        try cursor.array { (cursor) throws(InputError) in files.append(try File(&cursor)) }
        list = files
      default: throw cursor.error("\"\(name)\" is no member of a manifest", atLastValue: true)
      }
    }
    try cursor.requireEnd()
    guard version == Double(Self.version), let complete, let program, let plan, let list else {
      throw cursor.error("a member of a manifest is missing, or of another version")
    }
    isComplete = complete
    (planTitle, planSHA256) = plan
    programVersion = program
    files = list
  }

  /// The members of an object that has these texts and nothing else.
  fileprivate static func texts(
    _ names: [String], _ cursor: inout JSONCursor
  ) throws(InputError) -> [String] {
    var found: [String: String] = [:]
    try cursor.object { (name, cursor) throws(InputError) in found[name] = try cursor.string() }
    let values = names.compactMap { found[$0] }
    guard values.count == names.count, found.count == names.count else {
      throw cursor.error("\(names.joined(separator: ", ")) were wanted here")
    }
    return values
  }
}

extension RunManifest.File {
  fileprivate init(_ cursor: inout JSONCursor) throws(InputError) {
    var name: String?
    var bytes: Double?
    var sha256: String?
    try cursor.object { (member, cursor) throws(InputError) in
      switch member {
      case "name": name = try cursor.string()
      case "bytes": bytes = try cursor.number()
      case "sha256": sha256 = try cursor.string()
      default: throw cursor.error("\"\(member)\" is no member of a file", atLastValue: true)
      }
    }
    // Only names in the folder itself: what is listed may be removed.
    guard let name, !name.contains("/"), !["", ".", ".."].contains(name), let sha256,
      let bytes = bytes.flatMap({ Int(exactly: $0) })
    else { throw cursor.error("a file has a name, its bytes and its sha256") }
    self.init(name: name, bytes: bytes, sha256: sha256)
  }
}
