public import GeoCore

/// What indicators are computed of, by what it is for: keys of `indicators: data:` in a plan.
public enum IndicatorRole: String, Sendable, CaseIterable {
  /// Stops of buses and trams.
  case lowCapacityStops = "low_capacity_stops"
  /// Stations of metros and trains, and stops of what carries as many.
  case highCapacityStops = "high_capacity_stops"
  /// Parks, gardens, woods that everybody may enter.
  case greenSpaces = "green_spaces"
  /// Layers of what daily life needs, one a kind.
  case amenities
  /// Schools.
  case schools
  /// Places of care.
  case care
  /// Neighbourhoods of priority.
  case priorityNeighbourhoods = "priority_neighbourhoods"
  /// The sea.
  case sea
  /// Open space for public use.
  case openSpace = "open_space"
  /// Ground that is built up.
  case builtUp = "built_up"
  /// The same at an earlier date.
  case builtUpBefore = "built_up_before"
  /// People at an earlier date: a column of the zones.
  case populationBefore = "population_before"
  /// People at the later date: a column of the zones.
  case populationAfter = "population_after"
  /// Social housing: a column of the zones.
  case socialHousing = "social_housing"
  /// Main residences: a column of the zones.
  case mainResidences = "main_residences"

  /// Whether it is a column of the zones, instead of a layer.
  var isOfZones: Bool {
    switch self {
    case .populationBefore, .populationAfter, .socialHousing, .mainResidences: true
    default: false
    }
  }

  /// Whether stops may count departures.
  var hasDepartures: Bool { self == .lowCapacityStops || self == .highCapacityStops }

  /// Whether the year of the data is asked for.
  var hasYear: Bool {
    switch self {
    case .builtUp, .builtUpBefore, .populationBefore, .populationAfter: true
    default: false
    }
  }

  /// What may be said of it in a plan.
  var keys: [String] {
    (isOfZones ? ["field"] : ["layer", "covers"]) + (hasDepartures ? ["departures", "hours"] : [])
      + (hasYear ? ["year"] : [])
  }

  /// What is wrong with what is given for it; nil when nothing is.
  func fault(of entries: [IndicatorEntry]) -> String? {
    if isOfZones, entries.count > 1 { return "is one column of the zones" }
    for entry in entries {
      let given: [(key: String, isThere: Bool)] = [
        ("layer", entry.layer != nil), ("covers", entry.covers != nil),
        (isOfZones ? "field" : "departures", entry.field != nil),
        ("hours", entry.hours != nil), ("year", entry.year != nil),
      ]
      if let stray = given.first(where: { $0.isThere && !keys.contains($0.key) }) {
        return "takes no \"\(stray.key)\""
      }
      if entry.hours != nil, entry.field == nil {
        return "has \"hours\" and no \"departures\" that they count for"
      }
    }
    return Set(entries.map(\.year)).count > 1 ? "has layers that are not of one \"year\"" : nil
  }

  /// What it is, and where it can be had.
  public var wanted: Wording {
    switch self {
    case .lowCapacityStops:
      Wording(
        en: "stops of buses and trams; GTFS of transport.data.gouv.fr, OpenStreetMap",
        fr: "arrêts de bus et de tramway ; GTFS de transport.data.gouv.fr, OpenStreetMap")
    case .highCapacityStops:
      Wording(
        en: "stations of metros and trains; GTFS of transport.data.gouv.fr, OpenStreetMap",
        fr: "gares et stations de métro ; GTFS de transport.data.gouv.fr, OpenStreetMap")
    case .greenSpaces:
      Wording(
        en: "parks and gardens, as polygons where sizes count; Urban Atlas, OpenStreetMap",
        fr: "parcs et jardins, en polygones si la taille compte ; Urban Atlas, OpenStreetMap")
    case .amenities:
      Wording(
        en: "layers of daily needs, one a kind; INSEE's permanent database of facilities",
        fr: "couches des besoins quotidiens, une par sorte ; base permanente des équipements")
    case .schools:
      Wording(
        en: "schools; directory of the ministry of education, OpenStreetMap",
        fr: "écoles ; annuaire de l’Éducation nationale, OpenStreetMap")
    case .care:
      Wording(
        en: "places of care; FINESS, OpenStreetMap", fr: "lieux de soins ; FINESS, OpenStreetMap")
    case .priorityNeighbourhoods:
      Wording(
        en: "neighbourhoods of priority; ANCT on data.gouv.fr",
        fr: "quartiers prioritaires de la politique de la ville ; ANCT sur data.gouv.fr")
    case .sea:
      Wording(
        en: "the sea as polygons or the coast as lines; OpenStreetMap, SHOM",
        fr: "la mer en polygones ou la côte en lignes ; OpenStreetMap, SHOM")
    case .openSpace:
      Wording(
        en: "open space for public use as polygons; Urban Atlas, OpenStreetMap",
        fr: "espaces ouverts au public en polygones ; Urban Atlas, OpenStreetMap")
    case .builtUp:
      Wording(
        en: "built-up ground as polygons, with its year; Urban Atlas, OCS GE",
        fr: "sol bâti en polygones, avec son année ; Urban Atlas, OCS GE")
    case .builtUpBefore:
      Wording(
        en: "built-up ground of an earlier year as polygons; Urban Atlas, OCS GE",
        fr: "sol bâti d’une année antérieure en polygones ; Urban Atlas, OCS GE")
    case .populationBefore:
      Wording(
        en: "the zones' column of people at the earlier date; census",
        fr: "colonne des habitants à la première date ; recensement")
    case .populationAfter:
      Wording(
        en: "the zones' column of people at the later date; census",
        fr: "colonne des habitants à la seconde date ; recensement")
    case .socialHousing:
      Wording(
        en: "the zones' column of social dwellings; SRU inventory, RPLS",
        fr: "colonne des logements sociaux ; inventaire SRU, RPLS")
    case .mainResidences:
      Wording(
        en: "the zones' column of main residences; SRU inventory, census",
        fr: "colonne des résidences principales ; inventaire SRU, recensement")
    }
  }
}

/// What a plan gives for a role.
public struct IndicatorEntry: Sendable, Equatable {
  /// The name of a layer; nil for a column of the zones.
  public var layer: String?
  /// A column: departures of stops, people of zones.
  public var field: String?
  /// The year that the data is of.
  public var year: Double?
  /// For how many hours a column of departures counts.
  public var hours: Double?
  /// The name of the layer of the ground that the data covers; nil for all ground.
  public var covers: String?

  /// A layer, or a column of the zones.
  public init(layer: String? = nil, field: String? = nil) {
    self.layer = layer
    self.field = field
  }
}
