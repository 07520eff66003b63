/// How squares and other areas that may be walked on (`area=yes`, multipolygons) are passed.
public enum AreaWalking: String, Sendable, CaseIterable {
  /// Along their outline, as every other street.
  case outline
  /// Straight across, too, along lines of sight between the places where streets meet them.
  case cross
}
