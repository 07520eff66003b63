internal import GeoCore

/// The indicators that the program knows, in the order of results. A new one is a line here.
public enum IndicatorList {
  static let all: [any Indicator] =
    [
      ConvenientTransport(), LandAndPeople.ratio, PublicOpenSpace(), GreenSpace.within400,
      GreenSpace.within300, GreenSpace.halfHectare, FifteenMinuteCity.mean, FifteenMinuteCity.all,
    ] + TransitService.Level.allCases.map { TransitService($0) } + [
      RenewalBand.near, RenewalBand.wide, ServicesPerPerson.schools, ServicesPerPerson.care,
      CoastalZones(), SocialHousing(), LandAndPeople.perInhabitant,
    ]

  /// What each says, and where it comes from.
  public static var definitions: [IndicatorDefinition] { all.map(\.definition) }

  /// What they count in, each once.
  static var units: [Wording] {
    definitions.map(\.unit).reduce(into: []) { units, unit in
      if !units.contains(unit) { units.append(unit) }
    }
  }
}
