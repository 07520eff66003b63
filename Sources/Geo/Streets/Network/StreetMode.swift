/// How people go along streets.
public enum StreetMode: String, Sendable, CaseIterable {
  /// On foot.
  case walk
  /// By bicycle.
  case bike
  /// By car.
  case car
}
