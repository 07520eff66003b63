internal import GeoCore
internal import GeoFormats

/// What `.amp-geo-ignore` files say of the paths below them: a pattern a line, `#` starts a comment,
/// `!` takes a path back in; the last pattern that matches counts, and the file nearest to it.
struct IgnoredPaths {
  static let fileName = ".amp-geo-ignore"

  private struct Rule {
    /// The folder of the file, with a slash at its end, or empty.
    let folder: String
    let pattern: PathPattern
    let isIgnored: Bool
  }

  private var rules: [Rule] = []

  /// Reads the file of a folder, if there is one, after those of the folders above.
  /// - Throws: `FormatError` when it may not be read.
  mutating func read(folder: String) throws(FormatError) {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(of: prefix + Self.fileName)
    } catch  where error.cause == .noSuchFile {
      return
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
      var text = line.withoutBlankEnd
      guard !text.isEmpty, text.first != "#" else { continue }
      let isTakenBack = text.first == "!"
      if isTakenBack { text = text.dropFirst() }
      rules.append(
        Rule(folder: prefix, pattern: PathPattern(String(text)), isIgnored: !isTakenBack))
    }
  }

  func contains(_ path: String, isFolder: Bool) -> Bool {
    let last = rules.last { rule in
      path.hasPrefix(rule.folder)
        && rule.pattern.matches(String(path.dropFirst(rule.folder.count)), isFolder: isFolder)
    }
    return last?.isIgnored ?? false
  }
}

extension Substring {
  /// Without the blanks at its end, but for one that `\` takes as it is.
  fileprivate var withoutBlankEnd: Substring {
    var text = self
    while let last = text.last, last == " " || last == "\t" {
      let rest = text.dropLast()
      let slashes = rest.reversed().prefix { $0 == "\\" }.count
      guard slashes.isMultiple(of: 2) else { break }
      text = rest
    }
    return text
  }
}
