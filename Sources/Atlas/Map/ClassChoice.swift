import GeoCore

/// The classes of a column and how they were chosen.
struct ClassChoice {
  let classes: NumericClasses
  /// nil for limits of the user's own.
  let scheme: ClassScheme?
  /// Why these, for `--verbose`.
  let reason: Wording

  /// One class may hold so much of the values before another scheme is looked for.
  private static let mostInOne = 0.6

  /// - Parameter values: finite, at least one.
  init(_ values: [Double], options: MapOptions) {
    if !options.breaks.isEmpty {
      classes = NumericClasses(values, breaks: options.breaks)
      scheme = nil
      reason = Wording(en: "limits as given", fr: "bornes imposées")
      return
    }
    let count = options.classes ?? 5
    guard options.scheme == .auto else {
      classes = NumericClasses(values, scheme: options.scheme, count: count)
      scheme = options.scheme
      reason = Wording(en: "scheme as given", fr: "méthode imposée")
      return
    }
    let natural = NumericClasses(values, scheme: .natural, count: count)
    let fullest = Self.fullest(natural, values)
    let quantile = NumericClasses(values, scheme: .quantile, count: count)
    let share = Self.percent(fullest.held, of: fullest.all)
    let isUneven = Double(fullest.held) > Self.mostInOne * Double(fullest.all)
    if !natural.isDiscrete, fullest.all >= 10, isUneven,
      Self.fullest(quantile, values).held < fullest.held
    {
      classes = quantile
      scheme = .quantile
      reason = Wording(
        en: "quantiles: natural breaks put \(fullest.held) of \(fullest.all) values (\(share) %)"
          + " in one class",
        fr: "quantiles : les seuils naturels mettent \(fullest.held) des \(fullest.all) valeurs"
          + " (\(share) %) dans une seule classe")
    } else {
      classes = natural
      scheme = .natural
      reason = Wording(
        en: "natural breaks: no class holds more than \(share) % of \(fullest.all) values",
        fr: "seuils naturels : aucune classe ne contient plus de \(share) % des"
          + " \(fullest.all) valeurs")
    }
  }

  /// The fullest class, that of zeros apart.
  private static func fullest(
    _ classes: NumericClasses, _ values: [Double]
  ) -> (held: Int, all: Int) {
    let counts = classes.counts(values).dropFirst(classes.hasZeroClass ? 1 : 0)
    return (counts.max() ?? 0, counts.reduce(0, +))
  }

  private static func percent(_ part: Int, of whole: Int) -> Int {
    whole == 0 ? 0 : Int(nearest: 100 * Double(part) / Double(whole))
  }
}
