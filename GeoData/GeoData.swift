internal import Foundation

/// The embedded layers of Aix-Marseille-Provence, found wherever the program stands.
///
/// The files travel in a folder `amp-geo_GeoData.resources` beside the program.
public enum GeoData {
  /// The path of an embedded file, `communes.geojson`; nil when there is none of that name.
  public static func path(of file: String) -> String? {
    let candidate = folder + "/" + file
    return FileManager.default.fileExists(atPath: candidate) ? candidate : nil
  }

  /// The folder that holds the files.
  public static let folder: String = {
    let beside = executableFolder + "/amp-geo_GeoData.resources"
    return FileManager.default.fileExists(atPath: beside) ? beside : Bundle.module.bundlePath
  }()

  /// The folder of the running program, symbolic links followed.
  private static var executableFolder: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let path = own ?? CommandLine.arguments[0]
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }
}
