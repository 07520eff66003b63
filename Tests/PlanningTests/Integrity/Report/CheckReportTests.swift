import Testing

@testable import PlanningIntegrity

@Suite struct CheckReportTests {
  private let warning = SampleFindings.make(SampleFindings.tiny)
  private let error = SampleFindings.make()

  @Test func theLimitDecides() {
    #expect(SampleFindings.report([]).passes())
    #expect(SampleFindings.report([warning]).passes())
    #expect(!SampleFindings.report([warning], failOn: .warning).passes())
    #expect(!SampleFindings.report([warning], failOn: .info).passes())
    #expect(!SampleFindings.report([warning, error]).passes())
    #expect(SampleFindings.report([warning, error], failOn: nil).passes())
  }

  @Test func unreadableFilesFailAtAnyLimit() {
    var finding = SampleFindings.make(SampleFindings.broken)
    finding.severity = .info
    #expect(!SampleFindings.report([finding], failOn: nil).passes())
  }

  @Test func pathsInTheOrderOfFiles() {
    let findings = ["c", "b", "a", "b"].map { SampleFindings.make(file: $0) }
    let report = SampleFindings.report(findings, files: ["b", "a", "b"])
    #expect(report.findingsByPlace().map(\.place.path) == ["b", "a", "c"])
    #expect(report.findingsByPlace().map(\.findings) == [[1, 3], [2], [0]])
  }

  @Test func allFormatsAreFoundByName() {
    let names = CheckReportFormats.all.map(\.name)
    #expect(names == ["text", "json", "jsonl", "geojson", "sarif", "junit", "github"])
    #expect(names.allSatisfy { CheckReportFormats.named($0.uppercased())?.name == $0 })
    #expect(CheckReportFormats.named("xml") == nil)
  }
}
