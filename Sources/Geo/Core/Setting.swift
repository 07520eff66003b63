/// Something that whoever uses a library can set, and that a remedy may advise: the system that a
/// file is read in, how far a search goes.
///
/// A library names settings; how one is spelled is known at the door that the user came in by, an
/// option of a command or a key of a plan. Each module lists its own in an enum, so that the
/// compiler holds the doors to all of them.
public protocol Setting: Sendable {
  /// The name that the libraries have for it.
  var rawValue: String { get }
}

/// What is set where files are read and written.
public enum FileSetting: String, Setting, CaseIterable {
  /// The coordinate reference system of a file that states none.
  case crs
  /// The format of an input.
  case inputFormat
  /// Where the output goes.
  case output
  /// The format of the output.
  case outputFormat
}

/// Where users come in: the command line, a plan, or a program that calls the libraries.
public protocol Door: Sendable {
  /// How a setting is spelled there, with its value where one is advised; nil when there is no such
  /// setting at this door.
  func words(for setting: any Setting, value: String?) -> String?
}

/// The door of programs: settings by the names that the libraries have for them.
public struct LibraryDoor: Door {
  /// The door of whoever calls the libraries.
  public init() {}

  /// `name`, or `name: value`.
  public func words(for setting: any Setting, value: String?) -> String? {
    value.map { "\(setting.rawValue): \($0)" } ?? setting.rawValue
  }
}
