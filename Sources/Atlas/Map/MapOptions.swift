public import GeoCore

/// What a map shows beside its values. All have defaults.
public struct MapOptions: Sendable, Equatable {
  /// The heading; nil makes one from the column's name.
  public var title: String?
  /// A line below the heading.
  public var subtitle: String?
  /// Where the data comes from, set below the map.
  public var source: String?
  /// The heading of the legend; nil makes one from the column's name.
  public var legendTitle: String?
  /// How many classes numbers get (5 unless told), or how many categories get a colour of their own
  /// (8 unless told); 1 to 8. Classes for zeros and for missing values come on top.
  public var classes: Int?
  /// How numbers are divided into classes. Categories ignore it.
  public var scheme: ClassScheme
  /// Limits between classes of one's own, ascending, in the unit of the file; empty to choose them by the
  /// data.
  public var breaks: [Double] = []
  /// How values are drawn.
  public var marks: MapMarks = .auto
  /// The language of titles, legends and numbers.
  public var language: Wording.Language = .en
  /// The page that the picture is made for.
  public var page: MapPage = .auto
  /// Which features are named on the map.
  public var labels: MapLabels = .none
  /// Whether meridians and parallels are drawn.
  public var graticule = false
  /// Whether the shapes of the layer are orientation only: their borders are dashed.
  public var hasIndicativeShapes = false
  /// The width of the picture in CSS pixels, 240 to 4000. The layer's shape gives its height.
  public var width: Double
  /// The column that names features in tooltips; a feature without one is named by its id.
  public var nameColumn: String
  /// Whether an arrow shows where north is.
  public var northArrow: Bool
  /// Says on the map that the limits are orientation only.
  public var indicative: Bool
  /// The metres in one unit of a projected layer's coordinates, for the scale bar: 0.3048 for feet.
  /// Layers in degrees ignore it.
  public var metersPerUnit: Double
  /// Starts every XML id, so that several maps can stand in one page. Letters, digits, `-` and `_`.
  public var idPrefix: String

  /// The usual map, but for what is given.
  public init(
    title: String? = nil, subtitle: String? = nil, source: String? = nil,
    legendTitle: String? = nil, classes: Int? = nil, scheme: ClassScheme = .auto,
    width: Double = 960, nameColumn: String = "name", northArrow: Bool = true,
    indicative: Bool = false, metersPerUnit: Double = 1, idPrefix: String = "map"
  ) {
    self.title = title
    self.subtitle = subtitle
    self.source = source
    self.legendTitle = legendTitle
    self.classes = classes
    self.scheme = scheme
    self.width = width
    self.nameColumn = nameColumn
    self.northArrow = northArrow
    self.indicative = indicative
    self.metersPerUnit = metersPerUnit
    self.idPrefix = idPrefix
  }

  /// - Throws: `MapError.badOption` naming the option and its range.
  func validate() throws(MapError) {
    if let classes, !(1...8).contains(classes) {
      throw .badOption(name: "classes", reason: "\(classes) is not from 1 to 8")
    }
    if let bad = breaks.first(where: { !$0.isFinite }) {
      throw .badOption(name: "breaks", reason: "\(bad) is no number that divides values")
    }
    if breaks.count > 12 {
      throw .badOption(name: "breaks", reason: "\(breaks.count) are more than 12")
    }
    if let place = breaks.indices.dropFirst().first(where: { breaks[$0] <= breaks[$0 - 1] }) {
      throw .badOption(
        name: "breaks",
        reason: "\(breaks[place]) does not lie above \(breaks[place - 1]): they ascend")
    }
    guard width >= 240, width <= 4000 else {
      throw .badOption(name: "width", reason: "\(width) is not from 240 to 4000 pixels")
    }
    guard metersPerUnit > 0, metersPerUnit.isFinite else {
      throw .badOption(name: "metres per unit", reason: "\(metersPerUnit) is not above 0")
    }
    let isPlain = idPrefix.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isPlain, let first = idPrefix.first, first.isLetter else {
      throw .badOption(
        name: "id prefix", reason: "'\(idPrefix)' is not letters, digits, - and _ after a letter")
    }
  }
}
