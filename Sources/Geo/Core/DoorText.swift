/// Text that may name settings, which are spelled at the door where it is read.
///
/// `"Where nothing is stated, \(FileSetting.crs) says it."` is read as `… --crs says it.` on the
/// command line. Unlike a way of a `Remedy` it is told at every door: one that lacks the setting has the
/// libraries' name of it.
public struct DoorText: Sendable, Equatable, ExpressibleByStringInterpolation {
  private let words: Remedy

  /// Text that names no setting.
  public init(stringLiteral text: String) { words = Remedy(text) }

  /// Text with settings.
  public init(stringInterpolation: Remedy.StringInterpolation) {
    words = Remedy(stringInterpolation: stringInterpolation)
  }

  /// The text as it is read at a door.
  public func text(at door: any Door) -> String { words.text(at: door) ?? words.text }
}
