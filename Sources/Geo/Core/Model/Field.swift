/// What a column of a result is: declared once, and read by writers, maps, reports and documents.
///
/// A declaration may have places in its name and its words, `{layer}_share`, that `at` fills; a
/// column carries the field with its places filled.
///
/// ```swift
/// let share = Field(
///   "{layer}_share", .share, label: Wording(en: "Share of {layer}", fr: "Part de {layer}"),
///   meaning: Wording(en: "The share that it covers.", fr: "La part qu’elle couvre."))
/// let column = Column(share.at(["layer": "park"]), [0.25, nil])
/// let heading = column.field?.label.en  // Share of park
/// ```
public struct Field: Sendable, Equatable {
  /// What kind of thing the values are, which tells their type, their unit and their rounding.
  public enum Kind: String, Sendable, CaseIterable {
    /// Tells features apart.
    case identifier
    /// A name for people to read; never a key.
    case name
    /// One of a few words, listed in `values`.
    case category
    /// Any text.
    case text
    /// An array.
    case list
    /// A whole number of things.
    case count
    /// A number of people, which may have a fraction: an estimate.
    case people
    /// From 0 to 1.
    case share
    /// Square metres.
    case area
    /// Metres.
    case length
    /// Minutes.
    case time
    /// A number whose unit the study gives.
    case score
    /// `true` or `false`.
    case boolean
  }

  /// The name of the column; ends with its unit.
  public var name: String
  /// Type, unit and rounding of the values.
  public var kind: Kind
  /// A heading of a few words, without unit.
  public var label: Wording
  /// What the values are, in a sentence.
  public var meaning: Wording
  /// The columns that hold the least and the most that a value may be; empty for none.
  public var bounds: [String]
  /// What a share is of, or a count is taken from: a column, or nil.
  public var denominator: String?
  /// The column that says why a value is null, or nil.
  public var reason: String?
  /// The words that a category may have, each with what it means; empty for others.
  public var values: [Value]
  /// When the column is there: empty for always.
  public var presence: Wording
  /// The section of the documents that tells more, as `methods.md#error-bands`; nil for none.
  public var section: String?

  /// A word that a category may have.
  public struct Value: Sendable, Equatable {
    /// The word as it stands in the file, the same in every language.
    public var value: String
    /// What a person reads in its place.
    public var label: Wording

    /// A word of a category with its two labels.
    public init(_ value: String, en: String, fr: String) {
      self.value = value
      label = Wording(en: en, fr: fr)
    }
  }

  /// Declares a column.
  ///
  /// - Parameters:
  ///   - label: a heading, English and French.
  ///   - meaning: a sentence, English and French.
  public init(
    _ name: String, _ kind: Kind, label: Wording, meaning: Wording, bounds: [String] = [],
    of denominator: String? = nil, reason: String? = nil, values: [Value] = [],
    presence: Wording = Wording(en: "", fr: ""), section: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.label = label
    self.meaning = meaning
    self.bounds = bounds
    self.denominator = denominator
    self.reason = reason
    self.values = values
    self.presence = presence
    self.section = section
  }

  /// The field with its places filled: `["layer": "park"]` makes `park_share` of `{layer}_share`.
  ///
  /// - Parameter shown: what stands for a place in words, where that is not what stands in names.
  public func at(_ places: [String: String], shown: [String: String] = [:]) -> Field {
    var field = self
    field.name = name.filling(places)
    field.bounds = bounds.map { $0.filling(places) }
    field.denominator = denominator?.filling(places)
    field.reason = reason?.filling(places)
    let words = places.merging(shown) { $1 }
    field.label = label.filling(words)
    field.meaning = meaning.filling(words)
    return field
  }
}

extension Field {
  /// The column of the least that a value may be, as `bounds` names it.
  public var lowest: Field { bound(0, en: "the least", fr: "au moins", short: "low", "min.") }
  /// The column of the most.
  public var highest: Field { bound(1, en: "the most", fr: "au plus", short: "high", "max.") }

  private func bound(
    _ end: Int, en: String, fr: String, short: String, _ court: String
  ) -> Field {
    var field = self
    field.name = bounds[end]
    field.bounds = []
    field.label = Wording(en: "\(label.en) (\(short))", fr: "\(label.fr) (\(court))")
    field.meaning = Wording(
      en: "What `\(name)` is at \(en), null when it cannot be told.",
      fr: "Ce que vaut `\(name)` \(fr), inconnu si l’on ne peut le dire.")
    return field
  }

  /// The unit that values are held in: `m²`; nil without one.
  public var unit: String? {
    switch kind {
    case .area: "m²"
    case .length: "m"
    case .time: "min"
    default: nil
    }
  }

  /// The type of values in a JSON Table Schema, and what a table's column is made as.
  public var type: ValueType {
    switch kind {
    case .identifier, .name, .category, .text: .string
    case .list: .array
    case .count: .integer
    case .people, .share, .area, .length, .time, .score: .number
    case .boolean: .boolean
    }
  }

  /// The types of JSON Table Schema that results have.
  public enum ValueType: String, Sendable {
    /// Text.
    case string
    /// A whole number.
    case integer
    /// Any number.
    case number
    /// `true` or `false`.
    case boolean
    /// Values in order.
    case array
  }

  /// The digits behind the point that values are rounded to; nil for kinds that are not rounded.
  public var decimals: Int? { kind.decimals }

  /// A value with the digits that it is written with; one too great for them as it is.
  public func rounded(_ value: Double) -> Double { kind.rounded(value) }
}

/// How results are rounded: enough digits to recompute from, no more.
extension Field.Kind {
  /// The digits behind the point; nil for kinds that are not rounded.
  public var decimals: Int? {
    switch self {
    case .area, .people: 6
    case .share: 9
    case .length, .time: 2
    default: nil
    }
  }

  /// A value with the digits that it is written with; one too great for them as it is.
  public func rounded(_ value: Double) -> Double {
    let steps: Double
    switch decimals {
    case 2: steps = 1e2
    case 6: steps = 1e6
    case 9: steps = 1e9
    default: return value
    }
    let scaled = value * steps
    return abs(scaled) < 0x1p63 ? scaled.rounded() / steps : value
  }
}

extension Column {
  /// A column of numbers, rounded as the field says.
  public init(_ field: Field, _ values: [Double?]) {
    self.init(field.name, values.map { $0.map(field.rounded) })
    self.field = field
  }

  /// A column of numbers as they are, for results whose digits are meant to be read back.
  public init(_ field: Field, unrounded values: [Double?]) {
    self.init(field.name, values)
    self.field = field
  }

  /// A column that is made of a declaration; nil becomes `null`.
  public init(_ field: Field, _ values: [Int?]) {
    self.init(field.name, values)
    self.field = field
  }

  /// A column that is made of a declaration; nil becomes `null`.
  public init(_ field: Field, _ values: [String?]) {
    self.init(field.name, values)
    self.field = field
  }

  /// An empty column, to be appended to.
  public init(_ field: Field) {
    self.init(field.name)
    self.field = field
  }
}

extension String {
  /// The text with `{name}` replaced by what stands for the name.
  fileprivate func filling(_ places: [String: String]) -> String {
    guard contains("{") else { return self }
    var text = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      text += places[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}

extension Wording {
  fileprivate func filling(_ places: [String: String]) -> Wording {
    Wording(en: en.filling(places), fr: fr.filling(places))
  }
}
