/// How people go along streets.
public enum StreetMode: String, Sendable, CaseIterable {
  case walk
  case bike
  case car
}
