internal import CZip
internal import GeoCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A zip archive, for reading; owns libzip's handle.
///
/// **Refused:** archives in which the name of a member climbs out of the folder it is unpacked to,
/// whether or not that member is asked for.
final class ZipArchive {
  let path: String
  let fileSize: Int
  let members: [Member]
  private let handle: OpaquePointer

  /// One file in the archive.
  struct Member {
    /// With `/` between folders.
    var name: String
    var index: UInt64
    /// What the archive says that its bytes are, in it and unpacked.
    var packedSize: Int
    var size: Int
  }

  /// - Throws: `FormatError`.
  init(path: String) throws(FormatError) {
    self.path = path
    fileSize = try InputFile.head(of: path, count: 0).fileSize
    var code: Int32 = 0
    guard let handle = zip_open(try StreamedInput.location(of: path), ZIP_RDONLY, &code) else {
      var failure = zip_error_t()
      zip_error_init_with_code(&failure, code)
      let text = String(cString: zip_error_strerror(&failure))
      zip_error_fini(&failure)
      throw FormatError(
        path: path, reason: "it cannot be read as a zip archive: \(text)",
        remedy: "the file is damaged or something else: get it again, or unpack it yourself")
    }
    self.handle = handle
    do throws(FormatError) {
      members = try Self.members(of: handle, path)
    } catch {
      zip_discard(handle)
      throw error
    }
  }

  deinit { zip_discard(handle) }

  private static func members(
    of handle: OpaquePointer, _ path: String
  ) throws(FormatError) -> [Member] {
    var members: [Member] = []
    for index in 0..<UInt64(max(0, zip_get_num_entries(handle, 0))) {
      var status = zip_stat_t()
      guard zip_stat_index(handle, index, 0, &status) == 0, let name = status.name else { continue }
      // Some writers on Windows put backslashes.
      let text = String(String(cString: name).map { $0 == "\\" ? "/" : $0 })
      let steps = text.split(separator: "/", omittingEmptySubsequences: false)
      let hasDrive = text.dropFirst().first == ":" && text.first?.isLetter == true
      guard !text.hasPrefix("/"), !hasDrive, !steps.contains("..") else {
        throw FormatError(
          path: path, reason: "its member \(JSONText.encode(text)) climbs out of the archive",
          remedy: "do not trust this file: get it again from its publisher")
      }
      if text.isEmpty || text.hasSuffix("/") { continue }
      members.append(
        Member(
          name: text, index: index, packedSize: Int(clamping: status.comp_size),
          size: Int(clamping: status.size)))
    }
    return members
  }

  /// Unpacks a member into a new file.
  ///
  /// No more is written than the archive says that the member has.
  /// - Throws: `FormatError` when the archive is damaged or locked, or the file cannot be written.
  func unpack(_ member: Member, to target: String) throws(FormatError) {
    let source = try opened(member)
    defer { zip_fclose(source) }
    guard let file = fopen(target, "wxb") else {
      throw unwritten(member, errno)
    }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var written = 0
    while true {
      let got = zip_fread(source, &buffer, UInt64(buffer.count))
      if got == 0 { break }
      try requireRead(got, of: member, from: source, sum: &written)
      guard fwrite(buffer, 1, Int(got), file) == Int(got) else {
        throw unwritten(member, errno)
      }
    }
    guard written == member.size, fflush(file) == 0 else {
      throw failure(
        member, "it has \(written) bytes, and the archive says \(member.size)",
        "the archive is damaged: get it again")
    }
  }

  /// Passes the unpacked bytes of a member on, for as long as more are wanted.
  /// - Throws: `FormatError` when the archive is damaged or locked.
  func read(
    _ member: Member, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(FormatError) {
    let source = try opened(member)
    defer { zip_fclose(source) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var given = 0
    while true {
      let got = zip_fread(source, &buffer, UInt64(buffer.count))
      if got == 0 { return }
      try requireRead(got, of: member, from: source, sum: &given)
      let isWanted = buffer.withUnsafeBytes {
        take(UnsafeRawBufferPointer(rebasing: $0[..<Int(got)]))
      }
      if !isWanted { return }
    }
  }

  private func opened(_ member: Member) throws(FormatError) -> OpaquePointer {
    if let source = zip_fopen_index(handle, member.index, 0) { return source }
    let code = zip_error_code_zip(zip_get_error(handle))
    let isLocked = code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD
    throw failure(
      member, String(cString: zip_strerror(handle)),
      isLocked
        ? "unpack it with its password, and read what was in it"
        : "unpack it with another program, and read what was in it")
  }

  /// Refuses what could not be unpacked, and more bytes than the archive says that there are.
  private func requireRead(
    _ got: zip_int64_t, of member: Member, from source: OpaquePointer, sum: inout Int
  ) throws(FormatError) {
    guard got > 0 else {
      throw failure(
        member, String(cString: zip_file_strerror(source)), "the archive is damaged: get it again")
    }
    sum += Int(got)
    guard sum <= member.size else {
      throw failure(
        member, "it has more bytes than the \(member.size) that the archive says",
        "do not trust this file: get it again from its publisher")
    }
  }

  private func failure(_ member: Member, _ reason: String, _ remedy: Remedy) -> FormatError {
    FormatError(
      path: path,
      reason: "its member \(JSONText.encode(member.name)) cannot be unpacked: \(reason)",
      remedy: remedy)
  }

  private func unwritten(_ member: Member, _ code: Int32) -> FormatError {
    FormatError(
      path: path,
      reason: "its member \(JSONText.encode(member.name)) cannot be unpacked: "
        + String(cString: strerror(code)),
      remedy: "name a folder with more room in TMPDIR", kind: .inputOutput)
  }
}
