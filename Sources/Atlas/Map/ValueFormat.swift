import GeoCore

/// How the numbers of a column are written: in the unit of its field, and in columns that no result of
/// this program has, in the unit that the name ends with.
///
/// | kind of field | ending | held in | shown in |
/// |---|---|---|---|
/// | share | `_share` | 0…1 | % |
/// | area | `_m2` | m² | km² from 10 km², ha from 10 ha, else m² |
/// | length | `_m` | m | km from 2 km, else m |
/// | time | `_min` | minutes | min |
/// | | `_km2`, `_ha`, `_km` | as named | as named |
/// | | `_per_km2`, `_per_ha` … | per unit | per unit |
///
/// A final `_low` or `_high` (the ends of an error band) is looked behind. One unit serves the
/// whole column, chosen by its largest value. Every change of unit is a power of ten, so that a
/// round limit stays round.
struct ValueFormat: Sendable, Equatable {
  /// `%`, `km²` … ; nil for a plain number.
  let unit: String?
  /// Values are shown times 10 to this power.
  let shift: Int
  /// The language that numbers are written in.
  private(set) var language: Wording.Language = .en
  /// Whether thousands are set apart; not those of years.
  private(set) var isGrouped = true

  init(unit: String?, shift: Int) {
    self.unit = unit
    self.shift = shift
  }

  /// - Parameters:
  ///   - field: what the column is; nil to go by its name.
  ///   - largest: the greatest absolute value of the column, in its own unit.
  init(_ field: Field?, column: String, largest: Double) {
    guard let field else {
      self.init(column: column, largest: largest)
      return
    }
    self.init(field.kind, largest: largest)
  }

  /// The same numbers in another language.
  func `in`(_ language: Wording.Language) -> ValueFormat {
    var format = self
    format.language = language
    return format
  }

  /// Numbers that are names, as years are: without marks at thousands.
  var ungrouped: ValueFormat {
    var format = self
    format.isGrouped = false
    return format
  }

  /// How far apart values are: shares differ by points, not by per cent.
  var ofDifferences: ValueFormat {
    guard unit == "%" else { return self }
    var format = ValueFormat(unit: MapWords.points[language], shift: shift).in(language)
    format.isGrouped = isGrouped
    return format
  }

  /// The unit of what results hold.
  private init(_ kind: Field.Kind, largest: Double) {
    switch kind {
    case .share: (unit, shift) = ("%", 2)
    case .area:
      (unit, shift) = largest >= 1e7 ? ("km²", -6) : largest >= 1e5 ? ("ha", -4) : ("m²", 0)
    case .length: (unit, shift) = largest >= 2000 ? ("km", -3) : ("m", 0)
    case .time: (unit, shift) = ("min", 0)
    case .identifier, .name, .category, .text, .list, .count, .people, .score, .boolean:
      (unit, shift) = (nil, 0)
    }
  }

  /// - Parameter largest: the greatest absolute value of the column, in its own unit.
  init(column: String, largest: Double) {
    let stem = Self.withoutBand(column)
    let words = stem.split(separator: "_")
    if words.count >= 2, words[words.count - 2] == "per", let last = words.last {
      self.init(unit: "per " + Self.symbol(of: String(last)), shift: 0)
      return
    }
    switch words.count > 1 ? words.last : nil {
    case "share": self.init(.share, largest: largest)
    case "m2": self.init(.area, largest: largest)
    case "m": self.init(.length, largest: largest)
    case "min": self.init(.time, largest: largest)
    case .some(let ending) where ["km2", "ha", "km"].contains(ending):
      self.init(unit: Self.symbol(of: String(ending)), shift: 0)
    default: self.init(unit: nil, shift: 0)
    }
  }

  /// A heading made from a column's name: `national_park_area_m2` → `National park area`.
  static func title(ofColumn column: String) -> String {
    let stem = withoutBand(column)
    var words = stem.split(separator: "_").map(String.init)
    let isRate = words.count >= 3 && words[words.count - 2] == "per"
    if isRate {
      words[words.count - 1] = symbol(of: words[words.count - 1])
    } else if words.count > 1, ["m2", "km2", "ha", "m", "km", "min"].contains(words.last) {
      words.removeLast()
    }
    if column.hasSuffix("_low") { words.append("(low)") }
    if column.hasSuffix("_high") { words.append("(high)") }
    let text = words.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func withoutBand(_ column: String) -> String {
    for band in ["_low", "_high"] where column.hasSuffix(band) {
      return String(column.dropLast(band.count))
    }
    return column
  }

  private static func symbol(of ending: String) -> String {
    switch ending {
    case "m2": "m²"
    case "km2": "km²"
    default: ending
    }
  }

  // MARK: Numbers

  /// Up to here whole numbers are exact (2⁵³).
  private static let mostUnits = 9e15

  /// The most decimals, from 0 to 9, that numbers of a size can be written with.
  func mostDecimals(for largest: Double) -> Int {
    (0...9).last { abs(shown(largest, decimals: $0)) < Self.mostUnits } ?? 0
  }

  /// The fewest decimals, at most 9, that write all these values exactly; nil when 9 do not.
  func decimals(for values: [Double]) -> Int? {
    (0...9).first { decimals in
      values.allSatisfy { value in
        let scaled = shown(value, decimals: decimals)
        return abs(scaled) < Self.mostUnits && Self.isNearlyWhole(scaled)
      }
    }
  }

  /// The number alone, with the decimals given: `1,234.5`; zero itself as `0`.
  func number(
    _ value: Double, decimals: Int,
    rounding: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) -> String {
    if value == 0 { return "0" }
    let scaled = shown(value, decimals: decimals)
    guard abs(scaled) < Self.mostUnits else { return scientific(value) }
    // Before rounding up or down, what only arithmetic has added is taken off.
    let isExact = Self.isNearlyWhole(scaled)
    let units = Int64(nearest: scaled.rounded(isExact ? .toNearestOrAwayFromZero : rounding))
    return NumberForm(language).text(units, decimals: decimals, isGrouped: isGrouped)
  }

  /// The number with four significant digits, whole numbers in full, and its unit: `12.3%`.
  func full(_ value: Double) -> String { withUnit(significant(value)) }

  /// The same without its unit.
  func significant(_ value: Double) -> String {
    let isWhole = shift == 0 && value == value.rounded()
    let decade = MapMath.decade(of: value) + shift
    let decimals = isWhole || value == 0 ? 0 : max(0, 3 - decade)
    var text =
      decimals > 9 ? scientific(value) : number(value, decimals: decimals)
    if decimals > 0, decimals <= 9 { text = withoutEndingZeros(text) }
    return text
  }

  /// A number's text with the unit behind it.
  func withUnit(_ text: String) -> String {
    guard let unit else { return text }
    return unit == "%" ? text + NumberForm(language).beforePercent + "%" : text + "\u{A0}" + unit
  }

  private func withoutEndingZeros(_ text: String) -> String {
    let point = NumberForm(language).point
    guard text.contains(point) else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.hasSuffix(point) { text.removeLast() }
    return text
  }

  private func shown(_ value: Double, decimals: Int) -> Double {
    let exponent = shift + decimals
    return exponent >= 0 ? value * MapMath.tenTo(exponent) : value / MapMath.tenTo(-exponent)
  }

  /// Whether only arithmetic has made a fraction of it.
  private static func isNearlyWhole(_ value: Double) -> Bool {
    abs(value - value.rounded()) <= max(1e-9, 4 * value.ulp)
  }

  /// `1.23e20`, for what plain digits cannot hold.
  private func scientific(_ value: Double) -> String {
    var decade = MapMath.decade(of: value)
    // In two steps, since 10^-decade may lie beyond the least number.
    let half = decade / 2
    let mantissa = value / MapMath.tenTo(half) / MapMath.tenTo(decade - half)
    var hundredths = Int64(nearest: mantissa * 100)
    if abs(hundredths) >= 1000 {
      hundredths /= 10
      decade += 1
    }
    let text = withoutEndingZeros(NumberForm(language).text(hundredths, decimals: 2))
    return "\(text)e\(decade + shift)"
  }
}
