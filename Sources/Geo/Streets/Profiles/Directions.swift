/// In which directions a way may be passed.
struct Directions: Equatable {
  var forward: Bool
  var backward: Bool

  static let both = Directions(forward: true, backward: true)
  static let none = Directions(forward: false, backward: false)

  /// What a value of `oneway` says; nil when it is not known.
  ///
  /// `reversible` changes by the hour and is closed; `alternating` changes by the minute and is
  /// open both ways. **Source:** OpenStreetMap wiki, "Key:oneway".
  init?(oneway text: String) {
    switch text {
    case "yes", "true", "1": self.init(forward: true, backward: false)
    case "-1", "reverse": self.init(forward: false, backward: true)
    case "no", "false", "0", "alternating": self = .both
    case "reversible": self = .none
    default: return nil
    }
  }

  init(forward: Bool, backward: Bool) {
    self.forward = forward
    self.backward = backward
  }

  var isOneWay: Bool { forward != backward }
}
