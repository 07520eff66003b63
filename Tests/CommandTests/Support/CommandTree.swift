import Foundation
import TestSupport
import Testing

/// The commands of the program, as it describes them to other programs.
struct CommandTree {
  /// One command: `["network", "build"]`; none for the program itself.
  let path: [String]
  let arguments: [Argument]

  /// One option, flag or argument that --help shows.
  struct Argument {
    let kind: String
    /// With their dashes; none for an argument that stands alone.
    let names: [String]
    let valueName: String
    /// `file`, `directory`, `list`; nil when nothing is offered.
    let completion: String?
    let extensions: [String]

    var title: String { names.last ?? valueName }
  }

  /// All commands that --help shows.
  static func all() throws -> [CommandTree] {
    let dumped = try AmpGeoProcess.run(["--experimental-dump-help"], in: Scratch())
    let root = try JSONSerialization.jsonObject(with: dumped.outputBytes) as? [String: Any]
    var commands: [CommandTree] = []
    collect(try #require(root?["command"] as? [String: Any]), [], into: &commands)
    return commands
  }

  private static func collect(
    _ command: [String: Any], _ path: [String], into commands: inout [CommandTree]
  ) {
    let arguments = command["arguments"] as? [[String: Any]] ?? []
    commands.append(
      CommandTree(
        path: path,
        arguments: arguments.filter { $0["shouldDisplay"] as? Bool == true }.map(argument)))
    for inner in command["subcommands"] as? [[String: Any]] ?? [] {
      guard let name = inner["commandName"] as? String, name != "help" else { continue }
      collect(inner, path + [name], into: &commands)
    }
  }

  private static func argument(_ one: [String: Any]) -> Argument {
    let names = (one["names"] as? [[String: String]] ?? []).map { name in
      (name["kind"] == "short" ? "-" : "--") + (name["name"] ?? "")
    }
    let completion = one["completionKind"] as? [String: Any]
    let kind = completion?.keys.first
    let details = kind.flatMap { completion?[$0] as? [String: Any] }
    return Argument(
      kind: one["kind"] as? String ?? "", names: names,
      valueName: one["valueName"] as? String ?? "", completion: kind,
      extensions: details?["extensions"] as? [String] ?? [])
  }
}
