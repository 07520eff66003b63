internal import Foundation

/// The embedded layers of Aix-Marseille-Provence, found wherever the program stands.
///
/// The files are one folder: the one that `AMP_GEO_DATA` names, and no other, when it is set; else
/// `amp-geo_GeoData.resources` beside the program, or `../share/amp-geo` as seen from there, links
/// followed; else what the program was built with.
public enum GeoData {
  /// The path of an embedded file, `communes.geojson`; nil when there is none of that name.
  public static func path(of file: String) -> String? {
    let candidate = folder + "/" + file
    return FileManager.default.fileExists(atPath: candidate) ? candidate : nil
  }

  /// The folder that holds the files.
  public static let folder: String = {
    let named = ProcessInfo.processInfo.environment["AMP_GEO_DATA"] ?? ""
    guard named.isEmpty else { return named }
    let own = executableFolder
    let parent = own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let installed = ["\(own)/amp-geo_GeoData.resources", "\(parent)/share/amp-geo"].first {
      FileManager.default.fileExists(atPath: $0 + "/catalogue.yaml")
    }
    return installed ?? Bundle.module.bundlePath
  }()

  /// The folder of the running program, symbolic links followed.
  private static var executableFolder: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let path = own ?? CommandLine.arguments[0]
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }
}
