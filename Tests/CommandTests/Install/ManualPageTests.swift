import Foundation
import TestSupport
import Testing

/// The manual pages, made from the program by scripts/man-pages.
@Suite(.enabled(if: Tools.has("python3"), "needs python3"))
struct ManualPageTests {
  private static let sections = [
    "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES",
    "SEE ALSO",
  ]

  private func pages() throws -> Scratch {
    let folder = try Scratch()
    let result = try AmpGeoProcess.run(
      program: PackageFolder.path + "/scripts/man-pages",
      ["--prefix", "/usr", AmpGeoProgram.path(), folder.path], in: folder.path,
      environment: ["SOURCE_DATE_EPOCH": "86400"])
    result.expectSuccess()
    return folder
  }

  /// The text of a page as people read it, near enough: without the escapes that troff wants.
  private func text(_ command: [String], in folder: Scratch) throws -> String {
    let name = (["amp-geo"] + command).joined(separator: "-") + ".1"
    return try Files.text(name, in: folder)
      .replacing(#/\\f[BIR]/#, with: "").replacing("\\-", with: "-").replacing("\\&", with: "")
      .replacing("\\(aq", with: "'").replacing("\\e", with: "\\")
  }

  @Test func everyOptionOfTheHelpIsInThePage() throws {
    let folder = try pages()
    let commands = try CommandTree.all()
    #expect(Files.names(in: folder).count == commands.count)
    for command in commands {
      let page = try text(command.path, in: folder)
      let heads = page.matches(of: #/\n\.TP\n(.+)/#).flatMap { $0.output.1.split(separator: ", ") }
      for argument in command.arguments {
        for name in argument.names.isEmpty ? [argument.valueName] : argument.names {
          let isThere = heads.contains { $0 == name || $0.hasPrefix(name + " ") }
          #expect(isThere, "\(command.path) \(name)")
        }
      }
      for section in Self.sections {
        #expect(page.contains("\n.SH \(section)\n"), "\(command.path) \(section)")
      }
      #expect(page.contains(" 1 1970-01-02 "), "the date is SOURCE_DATE_EPOCH")
      #expect(page.contains("/usr/share/amp-geo"))
    }
  }

  @Test func examplesAndExitCodesAreThoseOfTheHelp() throws {
    let folder = try pages()
    let coverage = try text(["coverage"], in: folder)
    let help = try AmpGeoProcess.run(["coverage", "--help"], in: Scratch()).output
    let example = try #require(help.firstMatch(of: #/Example:\n  (amp-geo .*)\n/#)?.output.1)
    let shown = try #require(coverage.firstRange(of: ".SH EXAMPLES\n"))
    #expect(coverage[shown.upperBound...].contains(".EX\n\(example)\n"))
    #expect(!coverage.contains("Example:"))
    let root = try text([], in: folder)
    for code in ["0", "1", "64", "65", "66", "70", "73", "74"] {
      #expect(root.contains("\n.TP\n\(code)\n"), "\(code)")
    }
    // Only two commands have something to say about 1.
    #expect(!coverage.contains("\n.TP\n1\n"))
    #expect(try text(["check"], in: folder).contains("\n.TP\n1\n"))
  }

  @Test(.enabled(if: Tools.has("mandoc"), "needs mandoc"))
  func mandocHasNoComplaints() throws {
    let folder = try pages()
    let files = Files.names(in: folder)
    let result = try AmpGeoProcess.run(
      program: try #require(Tools.path(of: "mandoc")), ["-T", "lint", "-W", "warning"] + files,
      in: folder.path)
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
  }
}
