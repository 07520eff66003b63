import TestSupport
import Testing

/// What a newcomer asks first.
@Suite struct HelpTests {
  private static let commands = [
    "run", "map", "layers", "coverage", "people", "accessibility", "reach", "indicators", "network",
    "isochrones", "site", "overlaps", "check", "fix", "convert", "serve",
  ]
  /// Commands that only hold others, and those.
  private static let groups = ["network": ["build", "info", "costs"]]

  private func run(_ arguments: String...) throws -> AmpGeoProcess {
    let result = try AmpGeoProcess.run(arguments, in: Scratch())
    result.expectSuccess()
    #expect(result.errors.isEmpty)
    return result
  }

  @Test func versionIsOneLine() throws {
    let version = try run("--version").output
    #expect(try #/\d+\.\d+\.\d+\n/#.wholeMatch(in: version) != nil)
  }

  @Test func rootNamesEveryCommand() throws {
    let help = try run("--help").output
    for command in Self.commands { #expect(help.contains("\n  \(command) "), "\(command)") }
    // And no command is missing from the list above.
    let listed = help.matches(of: #/\n  ([a-z]+)(?: \(default\))?  /#).map { String($0.output.1) }
    #expect(Set(listed).subtracting(["help"]) == Set(Self.commands))
    #expect(try run().output == help)
  }

  @Test(arguments: commands)
  func everyCommandShowsAnExample(_ command: String) throws {
    let help = try run(command, "--help").output
    let example = try #require(help.firstRange(of: "Example:\n"))
    #expect(help[example.upperBound...].contains("amp-geo \(command)"))
    #expect(help.contains("--quiet") == (Self.groups[command] == nil))
    #expect(try run("help", command).output == help)
    for inner in Self.groups[command] ?? [] {
      let help = try run(command, inner, "--help").output
      let example = try #require(help.firstRange(of: "Example:\n"))
      #expect(help[example.upperBound...].contains("amp-geo \(command) \(inner)"))
      #expect(help.contains("--quiet"))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsForShells(_ shell: String) throws {
    let script = try run("--generate-completion-script", shell).output
    for command in Self.commands { #expect(script.contains(command)) }
  }
}
