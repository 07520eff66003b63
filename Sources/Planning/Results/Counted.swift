/// Numbers of things, as sentences say them.
enum Counted {
  static func text(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }
}
