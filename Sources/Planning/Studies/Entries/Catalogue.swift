public import GeoCore
internal import GeoData
internal import GeoFormats

/// The list of embedded layers: where each comes from and how good it is.
public struct Catalogue: Sendable {
  /// The layers in the order of the file.
  public var entries: [Entry]
  /// Whether the program has found no embedded data: the list is then empty.
  public var isMissing = false

  /// One embedded layer.
  public struct Entry: Sendable {
    /// The name that it is referred to by.
    public var name: String
    /// The file, in the folder of the embedded data.
    public var file: String
    /// Who made it, under which licence, how old and how exact it is.
    public var credits: LayerCredits
    /// The system of the file's coordinates.
    public var crs: CRS
    /// The number of features; nil when it is not stated.
    public var features: Int?
    /// The SHA-256 of the file's bytes, as 64 hexadecimal digits.
    public var sha256: String
    /// Where the original is published; nil when it cannot be fetched.
    public var download: String?
    /// How to put a newer or more exact file in its place; nil when nothing is said.
    public var replace: String?
    /// Figures of the publisher, to hold ours against.
    public var references: [PublishedFigure]

    /// Where the file lies; nil when it is not there.
    package var path: String? { GeoData.path(of: file) }
  }

  /// The entry of a name; nil when there is none.
  public subscript(name: String) -> Entry? { entries.first { $0.name == name } }

  /// The catalogue that comes with the program.
  /// - Throws: `InputError` with the line of what is wrong in it; not for embedded data that are
  ///   missing, see `isMissing`.
  public static func embedded() throws -> Catalogue {
    guard let path = GeoData.path(of: "catalogue.yaml") else {
      return Catalogue(entries: [], isMissing: true)
    }
    let bytes = try InputFile.bytes(of: path)
    return try parse(String(decoding: bytes, as: UTF8.self), path: "catalogue.yaml")
  }

  /// What is said to somebody who wants embedded data where there are none.
  /// - Parameter what: what is wanted, as the subject of a sentence.
  static func missing(_ what: String) -> InputError {
    InputError(
      reason: "\(what) not there: the program's own data were looked for in "
        + GeoData.soughtIn.joined(separator: ", "),
      remedy: "put the folder amp-geo_GeoData.resources beside the program, or name it in"
        + " \(GeoData.variable)", kind: .missingInput)
  }

  /// Makes sure that there are embedded data.
  ///
  /// - Throws: `InputError` of kind `missingInput` when there are none.
  public func requirePresent() throws(InputError) {
    if isMissing { throw Self.missing("the embedded layers are") }
  }

  static func parse(_ text: String, path: String) throws(InputError) -> Catalogue {
    let root = try YAMLMapping.document(text, path: path, name: "the catalogue")
    _ = try root.integer("version")
    let layers = try root.requiredMapping("layers")
    var entries: [Entry] = []
    for name in layers.keys {
      guard let section = try layers.mapping(name) else { continue }
      entries.append(try entry(name, section))
    }
    try root.finish(known: ["version", "layers"])
    return Catalogue(entries: entries)
  }

  private static func entry(_ name: String, _ section: YAMLMapping) throws(InputError) -> Entry {
    let statusText = try section.requiredString("status")
    guard let status = SourceStatus(rawValue: statusText) else {
      throw section.error(
        at: "status", "unknown status \"\(statusText)\"",
        remedy: "known: \(SourceStatus.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let credits = LayerCredits(
      title: try section.requiredString("title"), source: try section.requiredString("source"),
      licence: try section.requiredString("licence"),
      vintage: try section.requiredString("vintage"), status: status,
      accuracyMeters: try section.number("accuracy_m", in: 0...100_000))
    var references: [PublishedFigure] = []
    for item in try section.mappings("references") ?? [] {
      references.append(try PublishedFigure(item))
    }
    let entry = Entry(
      name: name, file: try section.requiredString("file"), credits: credits,
      crs: CRS(try section.requiredString("crs")), features: try section.integer("features"),
      sha256: try section.requiredString("sha256"), download: try section.string("download"),
      replace: try section.string("replace"), references: references)
    try section.finish(known: [
      "file", "title", "source", "licence", "vintage", "crs", "status", "accuracy_m", "features",
      "sha256", "download", "replace", "references",
    ])
    return entry
  }
}

extension Catalogue {
  /// The catalogue for other programs.
  public var json: JSONValue {
    .array(
      entries.map { entry in
        .object([
          "name": .string(entry.name),
          "file": .string(entry.file),
          "title": .string(entry.credits.title),
          "source": .string(entry.credits.source),
          "licence": .string(entry.credits.licence),
          "vintage": .string(entry.credits.vintage),
          "crs": .string(entry.crs.definition),
          "status": .string(entry.credits.status.rawValue),
          "accuracy_m": .optional(entry.credits.accuracyMeters),
          "features": .optional(entry.features),
          "sha256": .string(entry.sha256),
          "download": entry.download.map { .string($0) },
        ])
      })
  }
}

/// Who made a layer, under which licence, how old and how exact it is.
public struct LayerCredits: Sendable, Equatable {
  /// What people call the layer.
  public var title: String
  /// Who made it, and from what.
  public var source: String
  /// The terms that it may be used under.
  public var licence: String
  /// The day or year that it shows.
  public var vintage: String
  /// How far it can be relied on.
  public var status: SourceStatus
  /// How far a boundary may be from its true place, in metres; nil when nobody says.
  public var accuracyMeters: Double?

  /// Credits of a file that no catalogue lists.
  public static func unlisted(_ title: String) -> LayerCredits {
    LayerCredits(
      title: title, source: "not stated", licence: "not stated", vintage: "not stated",
      status: .unstated, accuracyMeters: nil)
  }
}

/// How far a source can be relied on, strongest first.
public enum SourceStatus: String, Sendable, CaseIterable, Comparable {
  /// As its publisher gives it out.
  case official
  /// Coordinates of a decree.
  case legalText = "legal_text"
  /// Drawn: good for orientation, not a legal limit.
  case indicative
  /// Nobody says.
  case unstated

  /// The words of columns that hold a status.
  package static let fieldValues = [
    Field.Value(
      "official", en: "as its publisher gives it out", fr: "telle que son éditeur la publie"),
    Field.Value("legal_text", en: "coordinates of a decree", fr: "coordonnées d’un décret"),
    Field.Value(
      "indicative", en: "drawn: good for orientation, not a legal limit",
      fr: "dessinée : pour s’orienter, sans valeur de limite légale"),
    Field.Value("unstated", en: "nobody says", fr: "non précisée"),
  ]

  /// Whether `a` is the stronger: official, legal text, indicative, unstated.
  public static func < (a: SourceStatus, b: SourceStatus) -> Bool { a.rank < b.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The one to be named when both went into a result.
  public static func weaker(_ a: SourceStatus, _ b: SourceStatus) -> SourceStatus { max(a, b) }
}

/// A figure that the publisher of a layer gives, to hold ours against.
public struct PublishedFigure: Sendable {
  /// How the figure is computed from the features.
  public enum Measure: String, Sendable, CaseIterable {
    /// Their area, every place once, in hectares.
    case areaHectares = "area_ha"
    /// Their number.
    case count
    /// The sum of an attribute.
    case sum
  }

  /// What the figure says, for a person.
  public var what: String
  /// The features that it is about.
  public var filter: AttributeFilter
  /// How it is computed.
  public var measure: Measure
  /// The attribute to sum.
  public var attribute: String?
  /// The figure as it is published, in the unit of the measure.
  public var published: Double
  /// How far ours may lie from it by what both mean, in the same unit: another year, another ground;
  /// nil when nothing is said.
  public var allowedDifference: Double?
  /// Where it is published; nil when that is not stated.
  public var source: String?
  /// What a reader must know of it; nil for nothing.
  public var note: String?

  init(_ section: YAMLMapping) throws(InputError) {
    what = try section.requiredString("what")
    var conditions: [AttributeFilter.Condition] = []
    if let mapping = try section.mapping("where") {
      for attribute in mapping.keys {
        conditions.append(
          AttributeFilter.Condition(
            attribute: attribute, values: try mapping.strings(attribute) ?? []))
      }
    }
    filter = AttributeFilter(conditions)
    let name = try section.requiredString("measure")
    guard let known = Measure(rawValue: name) else {
      throw section.error(at: "measure", "unknown measure \"\(name)\"")
    }
    measure = known
    attribute = try section.string("attribute")
    guard measure != .sum || attribute != nil else {
      throw section.error(at: "measure", "the sum \"\(what)\" lacks the key \"attribute\"")
    }
    guard let number = try section.number("published", in: 0...1e15) else {
      throw section.error(at: "published", "the figure \"\(what)\" lacks the key \"published\"")
    }
    published = number
    allowedDifference = try section.number("allowed_difference", in: 0...1e15)
    source = try section.string("source")
    note = try section.string("note")
    try section.finish(known: [
      "what", "where", "measure", "attribute", "published", "allowed_difference", "source", "note",
    ])
  }
}
