/// What the value of an access key says: `foot=yes`, `access=private`.
///
/// **Source:** OpenStreetMap wiki, "Key:access", list of values. `destination`, `customers` and
/// `delivery` are open or closed as a visitor finds them: one may drive to a destination, shop where
/// one is a customer, but not deliver.
enum AccessValue: Equatable {
  case open
  /// Only while pushing.
  case pushed
  case closed
  /// Says nothing that is known.
  case unknown

  /// A list (`private;delivery`) is open when a part is, closed when every part is.
  init(_ text: String) {
    let parts = text.split(separator: ";").map(\.trimming).filter { !$0.isEmpty }
      .map { Self(part: $0) }
    if parts.contains(.open) {
      self = .open
    } else if parts.isEmpty || parts.contains(.unknown) {
      self = .unknown
    } else {
      self = parts.contains(.pushed) ? .pushed : .closed
    }
  }

  private init(part: Substring) {
    switch part {
    case "yes", "designated", "official", "permissive", "destination", "customers", "public",
      "true", "1":
      self = .open
    case "dismount": self = .pushed
    case "no", "private", "agricultural", "forestry", "delivery", "emergency", "military",
      "use_sidepath", "permit", "residents", "employees", "staff", "restricted", "false", "0":
      self = .closed
    default: self = .unknown
    }
  }
}
