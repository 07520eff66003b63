/// Numbers of things, as sentences say them.
package enum Counted {
  package static func text(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }
}
