import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

/// The list of what a run has written: read back as it was, and nothing else taken for it.
@Suite struct RunManifestReadingTests {
  private static let text = """
    {"manifest": 1, "complete": true, "amp_geo_version": "0.2.0",
     "plan": {"title": "A \\"plan\\" é", "sha256": "ab"},
     "files": [{"name": "coverage.geojson", "bytes": 12, "sha256": "cd"}]}
    """

  private func read(_ text: String) throws -> RunManifest {
    try RunManifest(Array(text.utf8), path: "manifest.json")
  }

  @Test func readsWhatItWrites() throws {
    let manifest = try read(Self.text)
    #expect(manifest.isComplete && manifest.planTitle == "A \"plan\" é")
    #expect(manifest.files == [.init(name: "coverage.geojson", bytes: 12, sha256: "cd")])
    #expect(try read(manifest.json.pretty) == manifest)
  }

  /// What is listed may be removed by the next run: only names in the folder itself are taken.
  @Test(arguments: ["../x", "a/b", "..", ".", ""])
  func namesOutsideTheFolderAreRefused(_ name: String) {
    #expect(throws: InputError.self) {
      try read(Self.text.replacing("coverage.geojson", with: name))
    }
  }

  @Test(arguments: [
    ("\"manifest\": 1", "\"manifest\": 2"), ("\"complete\": true, ", ""),
    ("\"complete\": true", "\"complete\": \"yes\""), ("\"bytes\": 12", "\"bytes\": 1.5"),
    ("\"bytes\": 12", "\"bytes\": 12, \"more\": 1"), ("\"sha256\": \"ab\"", "\"other\": \"ab\""),
    ("\"cd\"}]}", "\"cd\"}]"), ("\"cd\"}]}", "\"cd\"}]} x"), ("{\"manifest\"", "[\"manifest\""),
    ("\"complete\": true", "\"complete\": true, \"complete\": false"),
  ])
  func whatIsNoManifestIsRefused(_ part: String, _ other: String) {
    #expect(Self.text.contains(part))
    let error = #expect(throws: InputError.self) {
      try read(Self.text.replacing(part, with: other))
    }
    #expect(error?.path == "manifest.json" && error?.remedy != nil)
  }
}
