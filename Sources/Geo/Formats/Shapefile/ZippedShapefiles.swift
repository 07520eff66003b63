internal import GeoCore

/// The Shapefiles in a zip archive.
///
/// **Names:** that of the files without folder and ending; with the folder where two are the same.
/// **Room:** a Shapefile is unpacked into a temporary folder while it is read. One that would take
/// up more than 256 MiB and more than 200 times the archive is refused: no real one is packed so
/// tight, and archives made to fill disks are.
struct ZippedShapefiles {
  private let archive: ZipArchive
  private let sets: [FileSet]

  /// One Shapefile.
  private struct FileSet {
    /// With its folder, without its ending.
    var stem: String
    var name: String
    /// By ending, in lower case.
    var members: [String: ZipArchive.Member] = [:]

    var fileName: String { stem.split(separator: "/").last.map(String.init) ?? stem }
  }

  private static let endings = ["shp", "shx", "dbf", "prj", "cpg"]
  private static let roomForAll = 256 << 20
  private static let mostGrowth = 200

  static func isArchive(_ path: String) -> Bool {
    let ending = path.lowercased().suffix(4)
    return ending == ".zip" || ending == ".shz" || StreamedInput.isStream(path)
  }

  /// - Throws: `FormatError` when it is no archive, is refused, or holds no Shapefile.
  init(path: String) throws(FormatError) {
    archive = try ZipArchive(path: path)
    var found: [FileSet] = []
    var places: [String: Int] = [:]
    for member in archive.members {
      let file = member.name.split(separator: "/").last ?? ""
      // What a Mac puts beside each file.
      if file.hasPrefix("._") || member.name.hasPrefix("__MACOSX/") { continue }
      guard let dot = member.name.lastIndex(of: "."), dot >= file.startIndex else { continue }
      let ending = member.name[member.name.index(after: dot)...].lowercased()
      guard Self.endings.contains(ending) else { continue }
      let stem = String(member.name[..<dot])
      let place = places[stem.lowercased(), default: found.count]
      if place == found.count {
        places[stem.lowercased()] = place
        found.append(FileSet(stem: stem, name: ""))
      }
      if found[place].members[ending] == nil { found[place].members[ending] = member }
    }
    found.removeAll { $0.members["shp"] == nil }
    guard !found.isEmpty else {
      throw FormatError(
        path: path, reason: "no Shapefile is in the archive",
        remedy: "unpack it, and name a file in it")
    }
    var uses: [String: Int] = [:]
    for set in found { uses[set.fileName.lowercased(), default: 0] += 1 }
    for place in found.indices {
      let isAlone = uses[found[place].fileName.lowercased()] == 1
      found[place].name = isAlone ? found[place].fileName : found[place].stem
    }
    sets = found
  }

  /// In the order of the archive.
  var names: [String] { sets.map(\.name) }

  /// Unpacks one Shapefile, by name or the only one, and passes its path and name on. The file is
  /// gone afterwards; errors speak of the archive.
  /// - Throws: `FormatError` when there is no such Shapefile, or it is refused; what `body` throws.
  func reading<R>(_ name: String?, _ body: (String, String) throws -> R) throws -> R {
    let set = try chosen(name)
    try requireRoom(for: set)
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let base = String(set.fileName.prefix(60))
    let stem = folder.path + "/" + base
    for (ending, member) in set.members.sorted(by: { $0.key < $1.key }) {
      try archive.unpack(member, to: folder.file("\(base).\(ending)"))
    }
    do {
      return try body("\(stem).shp", set.name)
    } catch var error as FormatError {
      let place = archive.path + "/" + set.stem
      error.path = error.path.replacing(stem, with: place)
      error.reason = error.reason.replacing(stem, with: place)
      error.remedy = error.remedy?.replacing(stem, with: place)
      throw error
    }
  }

  private func chosen(_ name: String?) throws(FormatError) -> FileSet {
    let list = names.joined(separator: ", ")
    guard let name else {
      guard let only = sets.first, sets.count == 1 else {
        throw FormatError(
          path: archive.path, reason: "\(sets.count) layers are in it (\(list))",
          remedy: "name one: \(archive.path):\(names[0])", kind: .usage)
      }
      return only
    }
    guard let found = sets.first(where: { $0.name == name }) else {
      throw FormatError(
        path: archive.path, reason: "there is no layer \"\(name)\" in it",
        remedy: "its layers: \(list)", kind: .usage)
    }
    return found
  }

  private func requireRoom(for set: FileSet) throws(FormatError) {
    var size = 0
    var packed = 0
    for member in set.members.values {
      let (sum, isHuge) = size.addingReportingOverflow(member.size)
      size = isHuge ? .max : sum
      packed += min(member.packedSize, archive.fileSize + 1)
    }
    guard packed <= archive.fileSize,
      size <= Self.roomForAll || size / Self.mostGrowth <= archive.fileSize
    else {
      throw FormatError(
        path: archive.path,
        reason: "unpacked, \(set.name) would have \(size) bytes, and the archive has "
          + "\(archive.fileSize): it is made to fill the disk",
        remedy: "do not trust this file; if you do, unpack it yourself")
    }
  }
}
