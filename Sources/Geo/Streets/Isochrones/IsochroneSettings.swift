/// What counts as reached ground, and how finely it is drawn.
public struct IsochroneSettings: Sendable, Equatable {
  /// Ground farther than that from every street is not claimed.
  public var reachMeters: Double
  /// The side of the square cells that borders are traced in; from `leastCellMeters` to the reach.
  public var cellMeters: Double
  /// The pace between a street and the ground beside it.
  public var offStreetKilometersPerHour: Double
  /// Unreached ground that is enclosed and smaller than that is filled.
  public var leastHoleSquareMeters: Double

  /// Borders of finer cells could touch once they are rounded to 7 decimals of a degree.
  public static let leastCellMeters = 6.0
  /// 4.8 km/h, as between places and streets.
  public static let usualOffStreetKilometersPerHour = 4.8
  /// A hectare: a yard, a square or a pond, but not a park or a lake.
  public static let usualLeastHoleSquareMeters = 10_000.0

  /// A reach and a size of cells, both in metres; the rest as usual.
  public init(
    reachMeters: Double, cellMeters: Double,
    offStreetKilometersPerHour: Double = usualOffStreetKilometersPerHour,
    leastHoleSquareMeters: Double = usualLeastHoleSquareMeters
  ) {
    self.reachMeters = reachMeters
    self.cellMeters = cellMeters
    self.offStreetKilometersPerHour = offStreetKilometersPerHour
    self.leastHoleSquareMeters = leastHoleSquareMeters
  }

  /// What serves a mode of travel: from 75 m on either side the blocks of most towns are covered;
  /// cars go farther, and their isochrones are drawn more coarsely.
  public static func usual(for mode: StreetMode) -> IsochroneSettings {
    switch mode {
    case .walk, .bike: IsochroneSettings(reachMeters: 75, cellMeters: 10)
    case .car: IsochroneSettings(reachMeters: 100, cellMeters: 20)
    }
  }

  var offStreetMillisecondsPerMeter: Double { 3600 / offStreetKilometersPerHour }

  /// Reached streets are drawn so wide on either side, whatever time is left: then every point of
  /// them lies inside what is traced, a fifth of a cell from the border or more. It takes more than
  /// half the diagonal of a cell.
  var leastHalfWidthMeters: Double { 0.75 * cellMeters }

  /// Pieces of fewer cells than that without a place are ground between streets that lie closer
  /// than the grid shows.
  static let leastIslandCells = 4.0

  var leastIslandSquareMeters: Double { Self.leastIslandCells * cellMeters * cellMeters }
}
