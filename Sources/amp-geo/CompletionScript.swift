import ArgumentParser
import PlanningStudies

/// What swift-argument-parser's completion scripts lack.
///
/// - Embedded layers are offered beside files, where a layer is wanted.
/// - In bash, file names complete where the script has nothing to offer, after `park=` too.
/// - In zsh, file names complete after `park=`.
/// - In fish, file names complete in other folders than the current one.
enum CompletionScript {
  /// An ending that no file has: it marks where embedded layers are to be offered.
  static let embeddedMark = "embedded-layer"

  static func isAsked(in arguments: [String]) -> Bool {
    arguments.contains { $0.hasPrefix("--generate-completion-script") }
  }

  /// The names of the embedded layers, but such as a shell would take for more than a word.
  static var embeddedNames: [String] {
    let names = (try? Catalogue.embedded())?.entries.map(\.name) ?? []
    return names.filter { name in
      name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
    }
  }

  /// The script as it was generated, for whichever shell, with what it lacks.
  static func amended(_ script: String, embedded names: [String]) -> String {
    if script.hasPrefix("#compdef") { return amendedForZsh(script, names) }
    if script.hasPrefix(bashHead) { return amendedForBash(script, names) }
    return amendedForFish(script, names)
  }

  /// The first line for bash, which a file that is only ever sourced should not have.
  private static let bashHead = "#!/bin/bash\n\n"

  /// Changes a script line by line.
  private static func eachLine(of script: String, _ change: (String) -> String) -> String {
    script.split(separator: "\n", omittingEmptySubsequences: false)
      .map { change(String($0)) }.joined(separator: "\n")
  }

  private static func amendedForBash(_ script: String, _ names: [String]) -> String {
    eachLine(of: String(script.dropFirst(bashHead.count))) { line in
      if line.hasPrefix("complete -o filenames ") {
        return line.replacing(
          "complete -o filenames ", with: "complete -o filenames -o bashdefault -o default ")
      }
      let mark = "|\(embeddedMark))'"
      guard line.hasSuffix(mark), let call = line.firstRange(of: " -o plusdirs") else {
        return line
      }
      let files = line.dropLast(mark.count) + ")'"
      return names.isEmpty
        ? String(files)
        : "\(files)\n\(line[..<call.lowerBound]) -W '\(names.joined(separator: "'$'\\n''"))'"
    }
  }

  private static func amendedForZsh(_ script: String, _ names: [String]) -> String {
    let start = "_files -g '\\''"
    let end = " *.\(embeddedMark)'\\''"
    var endings = ""
    let amended = eachLine(of: script) { line in
      guard let call = line.firstRange(of: start), let mark = line.firstRange(of: end) else {
        return line
      }
      endings = String(line[call.upperBound..<mark.lowerBound])
      let isNamed = line[..<call.lowerBound].contains(":\\[name=\\]")
      let function = isNamed ? "__amp-geo_named_layer" : "__amp-geo_layer"
      return line[..<call.lowerBound] + function + line[mark.upperBound...]
    }
    let functions = """

      __amp-geo_layer() {
          _alternative 'embedded:embedded layer:(\(names.joined(separator: " ")))' \\
              'files:file:_files -g "\(endings)"'
      }

      __amp-geo_named_layer() {
          compset -P '*='
          __amp-geo_layer
      }

      """
    guard let firstLine = amended.firstIndex(of: "\n") else { return amended }
    return amended[...firstLine] + functions + amended[amended.index(after: firstLine)...]
  }

  private static func amendedForFish(_ script: String, _ names: [String]) -> String {
    eachLine(of: script) { line in
      for filter in ["fa '(set -l exts ", "fa '(for p in "] {
        guard let call = line.firstRange(of: filter) else { continue }
        let embedded = line.contains(embeddedMark) && !names.isEmpty
        let words = embedded ? " -a '\(names.joined(separator: " "))'" : ""
        return line[..<call.lowerBound] + "F" + words
      }
      return line
    }
  }
}
