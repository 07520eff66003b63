public import GeoCore

/// A way to write the report of a check.
///
/// To add one: write a type that conforms, in a file of its own, and name it in
/// `CheckReportFormats.all`. Help and the choice by name read that list.
public protocol CheckReportFormat: Sendable {
  /// The name that `--format` takes: `sarif`.
  var name: String { get }
  /// One line for `--help`.
  var summary: String { get }

  /// Writes the report piece by piece. All formats hold the same findings; the same report gives
  /// the same text.
  /// - Parameter emit: takes the next piece of the text.
  /// - Throws: what `emit` throws.
  func write(
    _ report: CheckReport, options: CheckReportOptions, to emit: (String) throws -> Void) throws
}

/// What a report looks like.
public struct CheckReportOptions: Sendable {
  /// Whether the text goes to a terminal that shows colours.
  public var isColored: Bool
  /// Where the report is read: how remedies spell what can be set.
  public var door: any Door

  /// How the text looks, and how settings are spelled.
  public init(isColored: Bool = false, door: any Door = LibraryDoor()) {
    self.isColored = isColored
    self.door = door
  }
}

/// The one list of formats of reports.
public enum CheckReportFormats {
  /// All formats, in the order in which help lists them.
  public static let all: [any CheckReportFormat] = [
    TextReport(), JSONReport(), JSONLinesReport(), GeoJSONReport(), SARIFReport(), JUnitReport(),
    GitHubReport(),
  ]

  /// The format of that name.
  public static func named(_ name: String) -> (any CheckReportFormat)? {
    all.first { $0.name == name.lowercased() }
  }
}

extension CheckReportFormat {
  /// The whole report as one text.
  /// - Throws: nothing of its own: a text takes all pieces.
  public func text(
    of report: CheckReport, options: CheckReportOptions = CheckReportOptions()
  ) throws -> String {
    var text = ""
    try write(report, options: options) { text += $0 }
    return text
  }
}
