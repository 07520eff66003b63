internal import Foundation

/// The embedded layers of Aix-Marseille-Provence, found wherever the program stands.
///
/// The files are one folder: the one that `AMP_GEO_DATA` names, and no other, when it is set; else
/// `amp-geo_GeoData.resources` beside the program, or `../share/amp-geo` as seen from there, links
/// followed; else the sources that the program was built from. The folder is the first of these that
/// holds a catalogue.
public enum GeoData {
  /// The path of an embedded file, `communes.geojson`; nil when there is none of that name.
  public static func path(of file: String) -> String? {
    guard let folder else { return nil }
    let candidate = folder + "/" + file
    return FileManager.default.fileExists(atPath: candidate) ? candidate : nil
  }

  /// The folder that holds the files; nil when it is nowhere.
  public static let folder: String? = soughtIn.first(where: holdsCatalogue)

  /// The variable that names the folder.
  public static let variable = "AMP_GEO_DATA"

  /// Where the folder is looked for, in this order.
  public static let soughtIn: [String] = {
    let named = ProcessInfo.processInfo.environment[variable] ?? ""
    guard named.isEmpty else { return [named] }
    let sources = parent(of: #filePath)
    guard let own = executableFolder else { return [sources] }
    return ["\(own)/amp-geo_GeoData.resources", "\(parent(of: own))/share/amp-geo", sources]
  }()

  private static func holdsCatalogue(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/catalogue.yaml")
  }

  /// The folder of the running program, symbolic links followed.
  private static var executableFolder: String? {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    guard let path = own ?? CommandLine.arguments.first, path.contains("/") else { return nil }
    return parent(of: path)
  }

  private static func parent(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }
}
