public import GeoCore
internal import GeoStreets
public import PlanningStudies

/// The ground that is reached along streets within some minutes: `IsochroneFeatures` for commands.
///
/// It takes no zones: results are given for the places.
public struct IsochroneStudy: Study {
  /// The name of the layer of places.
  public var places: String
  /// The attribute that identifies a place; nil goes by the rule of all places.
  public var idColumn: String?
  /// Where places are entered; nil for their own doors.
  public var entrances: EntranceEntry?
  /// Where bands end, minutes, ascending.
  public var cutoffsMinutes: [Double]
  /// Whether ways lead to the places instead of from them.
  public var isTowards = false
  /// Every place alone, instead of all together.
  public var ofEach = false
  /// Ground farther from every street is not claimed, metres; nil for what is usual for the network.
  public var reachMeters: Double?
  /// The side of the cells that borders are traced in, metres; nil for what is usual.
  public var cellMeters: Double?
  /// The pace off the street.
  public var offStreetKilometersPerHour = IsochroneSettings.usualOffStreetKilometersPerHour
  /// Enclosed unreached ground smaller than that is filled.
  public var leastHoleSquareMeters = IsochroneSettings.usualLeastHoleSquareMeters

  /// `isochrones`.
  public static let analysis = "isochrones"

  /// Bands around the places of a layer.
  public init(of places: String, cutoffsMinutes: [Double]) {
    self.places = places
    self.cutoffsMinutes = cutoffsMinutes
  }

  /// Joins the places to the streets of the request and draws their bands.
  ///
  /// - Throws: `InputError` when no network is named, for cells larger than the reach and for what
  ///   `NetworkJoining` refuses; `FormatError` when the network's file is none; `PROJError` when
  ///   places or polygons cannot be transformed.
  public func run(in context: StudyContext) throws -> IsochroneOutput {
    let streets = try context.requiredStreets()
    let mode = streets.saved.network.mode
    let settings = try settings(for: mode)
    let places = try Places(
      try context.layer(places).layer, role: isTowards ? .destination : .origin,
      idColumn: idColumn)
    let entrances = try context.entrances(entrances)
    let joined = try context.phases.measure("join") {
      try streets.join(places, entrances: entrances, threads: context.threads)
    }
    let isochrones = Isochrones(
      streets.saved, streets.frames, cutoffsMinutes: cutoffsMinutes,
      isTowards ? .towardsPlaces : .fromPlaces, settings)
    let found = try IsochroneFeatures(isochrones, of: joined, ofEach: ofEach)
      .result(profile: mode, threads: context.threads, phases: context.phases)
    return IsochroneOutput(
      study: self, settings: settings, streets: streets, found: found,
      notes: [joined.note(within: streets.maxSnapMeters)].compactMap { $0 },
      pipelines: joined.pipelines + [found.pipeline])
  }

  /// What was chosen, and what is usual for a mode of travel.
  private func settings(for mode: StreetMode) throws(InputError) -> IsochroneSettings {
    var settings = IsochroneSettings.usual(for: mode)
    if let reachMeters {
      settings.reachMeters = reachMeters
      settings.cellMeters = min(settings.cellMeters, reachMeters)
    }
    if let cellMeters { settings.cellMeters = cellMeters }
    settings.offStreetKilometersPerHour = offStreetKilometersPerHour
    settings.leastHoleSquareMeters = leastHoleSquareMeters
    guard settings.cellMeters <= settings.reachMeters else {
      throw InputError(
        StreetSetting.isochroneCell, JSONText.number(settings.cellMeters),
        reason: "a cell must not be larger than the reach,"
          + " \(JSONText.number(settings.reachMeters)) m")
    }
    return settings
  }
}

/// What `IsochroneStudy` has found.
public struct IsochroneOutput: StudyOutput {
  var study: IsochroneStudy
  var settings: IsochroneSettings
  var streets: NetworkJoining
  var found: IsochroneFeatures.Result
  /// Places that are not connected, in a sentence.
  public var notes: [String]
  /// How places came onto the streets, and polygons into the system of their areas.
  public var pipelines: [String]

  /// One feature a band.
  public var tables: [StudyTable] { [StudyTable("isochrones.geojson", found.layer)] }

  /// The network by its profile and the hash of its extract, what was asked, and where areas were
  /// measured.
  public var parameters: [(name: String, value: JSONValue)] {
    let area: [(name: String, value: JSONValue)] =
      found.areaCRS.map { [("area_crs", .string($0.definition))] } ?? []
    return [("model", .string(NetworkJoining.model))] + streets.provenance + [
      ("cutoffs_min", .array(study.cutoffsMinutes.map { .number($0) })),
      ("direction", .string(study.isTowards ? "towards" : "from")),
      ("each", .bool(study.ofEach)),
      ("reach_m", .number(settings.reachMeters)),
      ("cell_m", .number(settings.cellMeters)),
      ("off_street_kmh", .number(settings.offStreetKilometersPerHour)),
      ("min_hole_m2", .number(settings.leastHoleSquareMeters)),
    ] + area
  }
}
