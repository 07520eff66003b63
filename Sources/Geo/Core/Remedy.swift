/// What to do about a failure: one way, or several of which any will do.
///
/// A remedy names settings and does not spell them: `"say it with \(FileSetting.crs)"` becomes
/// `say it with --crs` on the command line. A way that needs a setting which the door does not have
/// is left out there, so that nobody is advised what cannot be done.
public struct Remedy: Sendable, Equatable {
  /// A piece of a way's text.
  fileprivate enum Piece: Sendable, Equatable {
    case text(String)
    case setting(any Setting, value: String?)

    static func == (a: Piece, b: Piece) -> Bool {
      switch (a, b) {
      case (.text(let a), .text(let b)): a == b
      case (.setting(let a, let one), .setting(let b, let other)):
        type(of: a) == type(of: b) && a.rawValue == b.rawValue && one == other
      default: false
      }
    }
  }

  private var ways: [[Piece]]

  /// A way that needs no setting.
  public init(_ text: String) { ways = [[.text(text)]] }

  private init(ways: [[Piece]]) { self.ways = ways }

  /// Several ways, of which any will do; the surest first.
  public static func anyOf(_ ways: Remedy...) -> Remedy { Remedy(ways: ways.flatMap(\.ways)) }

  /// The ways that can be taken at a door, `a, or b`; nil when there is none.
  public func text(at door: any Door) -> String? {
    let words = ways.compactMap { Self.words($0, at: door) }
    return words.isEmpty ? nil : words.joined(separator: ", or ")
  }

  /// All ways, with the libraries' own names of settings.
  public var text: String { text(at: LibraryDoor()) ?? "" }

  private static func words(_ way: [Piece], at door: any Door) -> String? {
    var text = ""
    for piece in way {
      switch piece {
      case .text(let words): text += words
      case .setting(let setting, let value):
        guard let words = door.words(for: setting, value: value) else { return nil }
        text += words
      }
    }
    return text
  }

  /// Two pieces of text side by side are one.
  fileprivate static func joined(_ start: [Piece], _ end: [Piece]) -> [Piece] {
    guard case .text(let before)? = start.last, case .text(let after)? = end.first else {
      return start + end
    }
    return start.dropLast() + [.text(before + after)] + end.dropFirst()
  }

  /// One remedy after the other, as one sentence; each way of the first goes on with each of the
  /// second.
  public static func + (first: Remedy, second: Remedy) -> Remedy {
    Remedy(ways: first.ways.flatMap { start in second.ways.map { joined(start, $0) } })
  }

  /// The same with each occurrence of a text replaced by another.
  package func replacing(_ old: String, with new: String) -> Remedy {
    Remedy(
      ways: ways.map { way in
        way.map { piece in
          guard case .text(let text) = piece else { return piece }
          return .text(text.replacing(old, with: new))
        }
      })
  }
}

extension Remedy: ExpressibleByStringInterpolation {
  /// A way that needs no setting.
  public init(stringLiteral text: String) { self.init(text) }

  /// A way with settings, or all ways of the remedies in it.
  public init(stringInterpolation: StringInterpolation) {
    ways = stringInterpolation.ways
  }

  /// Collects text, settings and other remedies.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var ways: [[Piece]] = [[]]

    /// Nothing yet.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    private mutating func append(_ piece: Piece) {
      for i in ways.indices { ways[i] = Remedy.joined(ways[i], [piece]) }
    }

    /// Text.
    public mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { append(.text(text)) }
    }

    /// Text that is made of a value.
    public mutating func appendInterpolation(_ value: some Any) { append(.text("\(value)")) }

    /// A setting.
    public mutating func appendInterpolation(_ setting: some Setting) {
      append(.setting(setting, value: nil))
    }

    /// A setting, with the value that is advised.
    public mutating func appendInterpolation(_ setting: some Setting, _ value: String) {
      append(.setting(setting, value: value))
    }

    /// All ways of another remedy.
    public mutating func appendInterpolation(_ remedy: Remedy) {
      ways = ways.flatMap { start in remedy.ways.map { Remedy.joined(start, $0) } }
    }
  }
}
