import Foundation
import TestSupport
import Testing

/// `make install` and `make uninstall`, into a folder of the test.
@Suite(.enabled(if: Tools.has("python3"), "needs python3"))
struct InstallationTests {
  private func run(_ script: String, _ folder: Scratch) throws {
    let built = URL(fileURLWithPath: try AmpGeoProgram.path()).deletingLastPathComponent().path
    let result = try AmpGeoProcess.run(
      program: PackageFolder.path + "/scripts/\(script)", ["/usr"], in: folder.path,
      environment: ["BUILT": built, "DESTDIR": folder.path])
    result.expectSuccess()
  }

  @Test func installedProgramFindsItsDataAndLeavesNothing() throws {
    let folder = try Scratch()
    // Somebody else's, which must stay.
    try folder.write("usr/share/man/man1/other.1", "other")
    try run("install", folder)
    for file in [
      "man/man1/amp-geo.1", "man/man1/amp-geo-network-build.1",
      "bash-completion/completions/amp-geo", "zsh/site-functions/_amp-geo",
      "fish/vendor_completions.d/amp-geo.fish", "amp-geo/catalogue.yaml", "doc/amp-geo/README.md",
    ] {
      #expect(Files.exists("usr/share/\(file)", in: folder), "\(file)")
    }
    let installed = folder.file("usr/bin/amp-geo")
    let read = try AmpGeoProcess.run(
      program: installed, ["layers", "communes", "-v"], in: folder.path)
    read.expectSuccess()
    let wasReadHere = read.errorLines.contains { line in
      line.hasPrefix("read \(folder.path)/usr/") && line.hasSuffix("share/amp-geo/communes.geojson")
    }
    #expect(wasReadHere, "\(read.errors)")

    // Once more, over what is there.
    try run("install", folder)
    try run("uninstall", folder)
    let left = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    let files = (left ?? []).filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder.file(path), isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    #expect(files == ["usr/share/man/man1/other.1"])
  }
}
