import Foundation
import TestSupport
import Testing

/// Two French zonings with real faults, repaired up to a metre and checked as coverages.
@Suite(
  .enabled(
    if: Samples.folder != nil, "needs sample files: in AMP_GEO_SAMPLES, or in ../shared/samples"))
struct FixSampleTests {
  static let zonings = [
    "41175_PLU_20140603/Donnees_geographiques/ZONE_URBA.shp",
    "241800432_PLUi_20200128/Donnees_geographiques/241800432_ZONE_URBA_20200128.shp",
  ]

  private func fix(_ input: String, _ output: String, in folder: Scratch) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(
      ["fix", input, "-o", output, "--max-gap", "1", "--max-overlap", "1", "--max-change", "100"],
      in: folder)
  }

  @Test(arguments: zonings, ["geojson", "gpkg"])
  func onlyWideOverlapsAndHolesAreLeft(_ name: String, _ ending: String) throws {
    let folder = try Scratch()
    let once = "once.\(ending)"
    let run = try fix("\(Samples.folder ?? "")/zoning/\(name)", once, in: folder)
    #expect(run.exitCode == 0)
    let check = try AmpGeoProcess.run(
      ["check", once, "--coverage", "--max-gap", "1", "--format", "json"], in: folder)
    let findings = try ParsedJSON(check.output)["findings"].items
    for finding in findings {
      let code = finding["code"].string ?? ""
      let message = Comment(rawValue: finding["message"].string ?? "")
      switch code {
      case "C201": #expect((finding["width_m"].number ?? 0) > 1, message)
      case "C202", "C204", "V210": Issue.record("\(code) \(finding["message"].string ?? "")")
      case "C203", "C205": break
      default: #expect(finding["severity"].string != "error", message)
      }
    }
    #expect(findings.contains { $0["code"].string == "C201" })
    let again = try fix(once, "twice.\(ending)", in: folder)
    #expect(again.exitCode == 0)
    #expect(again.output.contains("nothing to repair"))
  }
}
