import Foundation
import TestSupport
import Testing

/// What other people's CI takes: the hooks, the action, the examples of docs/ci.md.
@Suite struct HooksAndActionTests {
  private static let root = PackageFolder.path

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: Self.root + "/" + path, encoding: .utf8)
  }

  /// The hook that takes the program from PATH, with the real pre-commit; the one that builds it
  /// takes minutes, and is tried by hand: scripts/try-pre-commit --swift.
  @Test(
    .enabled(
      if: Tools.has("pre-commit") && Tools.has("git"), "needs pre-commit, of PyPI, and git"))
  func hooksWithPreCommit() throws {
    let result = try AmpGeoProcess.run(
      program: Self.root + "/scripts/try-pre-commit", [], in: Self.root,
      environment: ["AMP_GEO_PROGRAM": AmpGeoProgram.path()])
    result.expectSuccess()
    #expect(result.output.contains("amp-geo-check-system: a sound file passes, a bad one does not"))
  }

  /// The steps of action.yml in a scratch folder, with the program that the tests run.
  @Test(.enabled(if: hasPyYAML, "needs python3 with PyYAML, and dpkg"))
  func actionStepByStep() throws {
    let result = try AmpGeoProcess.run(
      program: Self.root + "/scripts/try-action", [], in: Self.root,
      environment: ["AMP_GEO_PROGRAM": AmpGeoProgram.path()])
    result.expectSuccess()
    #expect(result.output.contains("action.yml: a bad file is annotated"))
  }

  private static let hasPyYAML: Bool = {
    guard Tools.has("dpkg-query"), let python = Tools.path(of: "python3"),
      let folder = try? Scratch()
    else { return false }
    let found = try? AmpGeoProcess.run(program: python, ["-c", "import yaml"], in: folder.path)
    return found?.exitCode == 0
  }()

  @Test func hooksTakeFilesThatTheProgramReads() throws {
    let hooks = try text(".pre-commit-hooks.yaml")
    #expect(hooks.matches(of: #/entry: amp-geo check\n/#).count == 2)
    #expect(hooks.contains("id: amp-geo-check\n") && hooks.contains("id: amp-geo-check-system\n"))
    let pattern = try #require(hooks.firstMatch(of: #/files: \\\.\((.+)\)\$/#)?.output.1)
    let folder = try Scratch()
    for ending in pattern.split(separator: "|") {
      // A known ending of a file that is not there is a missing file, not a usage error.
      let result = try AmpGeoProcess.run(["check", "a.\(ending)"], in: folder)
      #expect(result.exitCode == 66, "\(ending): \(result.errors)")
    }
  }

  /// Every option after `amp-geo check`, in the pages and in the action, is one that it has.
  @Test(arguments: ["docs/ci.md", "docs/check.md", "action.yml", ".pre-commit-hooks.yaml"])
  func optionsThatAreNamedExist(_ page: String) throws {
    let help = try AmpGeoProcess.run(["check", "--help"], in: Scratch()).output
    let known = Set(help.matches(of: #/(--?[a-z][a-z-]*)/#).map { String($0.output.1) })
    var named: Set<String> = []
    // A command may go on after a backslash at the end of a line.
    let lines = try text(page).replacing(#/\\\n\s*/#, with: " ").split(separator: "\n")
    for line in lines where line.contains(#/amp-geo"? check\b|^\s*(args|OPTIONS): /#) {
      named.formUnion(
        line.matches(of: #/[\s\[`](--?[a-z][a-z-]+|-[a-z])\b/#).map { String($0.output.1) })
    }
    let unknown = named.subtracting(known).subtracting(["--depth", "--branch"])
    #expect(unknown.isEmpty, "\(page) names \(unknown)")
    #expect(page == ".pre-commit-hooks.yaml" || !named.isEmpty)
  }

  @Test func pagesNameTheHooksAndTheInputsThatExist() throws {
    let page = try text("docs/ci.md")
    let hooks = try text(".pre-commit-hooks.yaml")
    for match in page.matches(of: #/id: (amp-geo-[a-z-]+)/#) {
      #expect(hooks.contains("id: \(match.output.1)\n"))
    }
    let action = try text("action.yml")
    let inputs = Set(
      (action.firstMatch(of: #/\ninputs:\n((?:  .*\n)+)/#)?.output.1 ?? "")
        .matches(of: #/(?m)^  ([a-z]+):/#).map { String($0.output.1) })
    #expect(inputs == ["files", "args", "format", "output"])
    for input in inputs { #expect(page.contains("`\(input)`"), "\(input)") }
  }
}
