public import GeoCore

/// How numbers are divided into classes.
public enum ClassScheme: String, Sendable, CaseIterable {
  /// Natural breaks, unless these put most values into one class: quantiles then.
  case auto
  /// Classes that differ least within (Fisher–Jenks).
  case natural
  /// Classes of equal numbers of features; equal values stay together.
  case quantile
  /// Classes of equal width.
  case equal
  /// Classes whose width is 1, 2 or 5 times a power of ten; about as many as asked for.
  case pretty
  /// Head and tail: the values above the mean are divided at their mean, again and again, as long as
  /// they are the fewer; for what is very uneven.
  ///
  /// **Source:** Jiang 2013, Head/tail breaks, doi:10.1080/00330124.2012.700499.
  case headtail

  /// One line for `--help`.
  public var summary: String {
    switch self {
    case .auto: "natural breaks, or quantiles where these put most values in one class"
    case .natural: "natural breaks: classes that differ least within"
    case .quantile: "equal numbers of features in each class"
    case .equal: "classes of equal width"
    case .pretty: "classes of a round width, about as many as asked for"
    case .headtail: "breaks at the mean, then at the mean of what lies above it, and so on"
    }
  }

  /// How a legend names it.
  public var label: Wording {
    switch self {
    case .auto: Wording(en: "Classes chosen by the data", fr: "Classes choisies selon les données")
    case .natural: Wording(en: "Natural breaks", fr: "Seuils naturels")
    case .quantile: Wording(en: "Equal counts (quantiles)", fr: "Effectifs égaux (quantiles)")
    case .equal: Wording(en: "Equal intervals", fr: "Intervalles égaux")
    case .pretty: Wording(en: "Round intervals", fr: "Intervalles ronds")
    case .headtail: Wording(en: "Head/tail breaks", fr: "Seuils tête-queue")
    }
  }
}
