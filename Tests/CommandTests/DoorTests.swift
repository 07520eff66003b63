import ArgumentParser
import GeoCore
import GeoStreets
import PlanningAccess
import PlanningIntegrity
import PlanningRun
import PlanningStudies
import TestSupport
import Testing

@testable import amp_geo

/// What is advised can be done where it is advised: each command names its own options, and `run` the
/// keys of its plan.
@Suite struct DoorTests {
  private static let settings: [any Setting] =
    FileSetting.allCases + StreetSetting.allCases + StudySetting.allCases
    + AccessSetting.allCases + CheckSetting.allCases

  /// All commands that do something.
  private static let commands: [any ParsableCommand.Type] = AmpGeo.configuration.subcommands
    .flatMap { $0.configuration.subcommands.isEmpty ? [$0] : $0.configuration.subcommands }

  /// An option that no help knows is none: every setting is spelled right by some command.
  @Test func everySettingIsAnOptionOfSomeCommand() {
    for setting in Self.settings {
      let spelled = Self.commands.contains { command in
        guard let words = CommandDoor(command).words(for: setting, value: nil) else {
          return false
        }
        return words.hasPrefix("-") && command.helpMessage().contains(words)
      }
      #expect(spelled, "\(setting)")
    }
  }

  /// No command is advised an option that it does not have, unless the other command is named.
  @Test func noCommandIsAdvisedWhatItLacks() {
    for command in Self.commands {
      let help = command.helpMessage()
      for setting in Self.settings {
        guard let words = command.door.words(for: setting, value: nil), words.hasPrefix("-") else {
          continue
        }
        #expect(help.contains(words), "\(command) \(setting)")
      }
    }
  }

  @Test func valuesStandBesideOptionsAndKeys() {
    let coverage = CommandDoor(CoverageCommand.self)
    #expect(coverage.words(for: StudySetting.accuracy, value: "a=5") == "--accuracy a=5")
    #expect(coverage.words(for: AccessSetting.decay, value: nil) == nil)
    let run = RunCommand.door
    #expect(run.words(for: AccessSetting.cellSize, value: "300") == "cell_size_m: 300")
    #expect(run.words(for: StudySetting.lenient, value: nil) == "--lenient")
    #expect(run.words(for: StudySetting.minArea, value: nil) == nil)
    #expect(
      run.words(for: FileSetting.crs, value: nil)
        == "crs: in the entry of its layer")
    #expect(
      CommandDoor(ConvertCommand.self).words(for: FileSetting.inputFormat, value: "csv")
        == "--from csv")
    #expect(
      CommandDoor(IsochronesCommand.self).words(for: StreetSetting.clip, value: nil)
        == "amp-geo network build --clip")
  }

  // MARK: The real program

  private func folder() throws -> Scratch {
    let folder = try SmallLayers.folder()
    try folder.write("plan.csv", "id,x,y\na,892390,6247030\n")
    try folder.write("bow.geojson", SmallLayers.bowTie)
    return folder
  }

  private func run(_ layers: String, _ more: String = "") throws -> AmpGeoProcess {
    let folder = try folder()
    try folder.write(
      "plan.yaml", "zones: { source: zones.geojson, id: code }\nlayers:\n  l: \(layers)\n\(more)")
    return try AmpGeoProcess.run(["run", "plan.yaml", "-o", "out"], in: folder)
  }

  /// The same failure at two doors.
  @Test func aSystemIsStatedWhereItCanBe() throws {
    let folder = try folder()
    let command = ["coverage", "--zones", "zones.geojson", "--layer", "plan.csv"]
    try AmpGeoProcess.run(command, in: folder).expectFailure(65, saying: "; say it with --crs\n")
    try run("{ source: plan.csv }").expectFailure(
      65, saying: "; say it with crs: in the entry of its layer\n")
  }

  @Test func invalidFeaturesAreLeftOutByAnOptionOfBoth() throws {
    let advice = "repair it with amp-geo fix, or leave invalid features out with --lenient"
    let folder = try folder()
    let command = ["coverage", "--zones", "zones.geojson", "--layer", "bow.geojson"]
    try AmpGeoProcess.run(command, in: folder).expectFailure(65, saying: advice)
    try run("{ source: bow.geojson }").expectFailure(65, saying: advice)
  }

  /// A grid that is too fine.
  @Test func cellsAreMadeLargerByOptionOrKey() throws {
    let wide = SmallLayers.collection([
      SmallLayers.feature(
        "{\"code\":\"w\",\"people\":1}", SmallLayers.rectangle(0, 40, 20, 50))
    ])
    let folder = try folder()
    try folder.write("zones.geojson", wide)
    try folder.write(
      "plan.yaml",
      """
      zones: { source: zones.geojson, id: code }
      layers:
        p: { source: park.geojson }
      coverage: { layers: [] }
      accessibility: { destinations: [p], cell_size_m: 10 }
      """)
    let planned = try AmpGeoProcess.run(["run", "plan.yaml", "-o", "out"], in: folder)
    planned.expectFailure(64, saying: "; name a larger cell: cell_size_m: ")
    #expect(!planned.errors.contains("--cell-size"))
    try AmpGeoProcess.run(
      [
        "accessibility", "--zones", "zones.geojson", "--destination", "park.geojson",
        "--cell-size", "10",
      ], in: folder
    ).expectFailure(64, saying: "; name a larger cell: --cell-size ")
  }

  /// Notes are worded too: `run` has no `--accuracy`.
  @Test func notesAreWordedAtTheDoor() throws {
    let folder = try folder()
    let command = try AmpGeoProcess.run(
      ["coverage", "--zones", "zones.geojson", "--layer", "park.geojson", "-o", "c.geojson"],
      in: folder)
    command.expectSuccess()
    #expect(command.errors.contains("(--accuracy NAME=METRES)"))
    try folder.write(
      "plan.yaml",
      "zones: { source: zones.geojson, id: code }\nlayers:\n  l: { source: park.geojson }\n")
    try AmpGeoProcess.run(["run", "plan.yaml", "-o", "out"], in: folder).expectSuccess()
    let written = try Files.text("out/coverage.geojson", in: folder)
    #expect(written.contains("(accuracy_m)"))
    #expect(!written.contains("--accuracy"))
  }
}
