import Foundation
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

@Suite struct ParameterTests {
  @Test func boundsBelongToTheRange() {
    let cell = AccessibilityStudy.cellSize
    #expect(cell.fault(of: 10) == nil && cell.fault(of: 100_000) == nil)
    #expect(cell.fault(of: 9.99) == "must be from 10 to 100000 metres")
    #expect(cell.fault(of: .nan) != nil)
    #expect(AccessibilityStudy.cutoffs.fault(of: 0) == "must be greater than 0")
    #expect(AccessibilityStudy.cutoffs.fault(of: 1e-300) == nil)
    #expect(OverlapStudy.minArea.fault(of: -1) == "must be 0 m2 or more")
    #expect(OverlapStudy.minArea.fault(of: .infinity) != nil)
  }

  /// docs/plan.md tells the key, the default and the range that are declared.
  @Test(arguments: [
    AccessibilityStudy.cellSize, AccessibilityStudy.cutoffs, NetworkEntry.maxSnap,
    NetworkEntry.cutoffs, TravelMode.walkSpeed, TravelMode.cycleSpeed, TravelMode.detour,
  ])
  func theDocumentOfPlansTellsThem(parameter: Parameter) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let text = try String(contentsOf: root.appending(path: "docs/plan.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `\(parameter.key)`") }
    let row = try #require(rows.first, "\(parameter.key)")
    let defaults = parameter.usual.replacing(", ", with: ",").replacing(",", with: ", ")
    #expect(row.contains(defaults), "\(parameter.key): \(defaults) in \(row)")
    let plain = row.replacing(",000", with: "000")
    #expect(plain.contains(parameter.rangeText), "\(parameter.key): \(parameter.rangeText)")
  }
}
