public import GeoCore

/// What went into a result and where it went: area in = inside some zone + outside all, and what
/// was dropped, with reasons.
public struct LedgerEntry: Sendable {
  /// The layer's name, as in the columns.
  public var layer: String
  /// The number of features that were read, after the filter.
  public var featuresRead: Int
  /// Those that were left out, each with its reason.
  public var dropped: [ArealLayer.Dropped]
  /// Sum of the features' areas, m².
  public var grossAreaSquareMeters: Double
  /// Counted more than once in the gross area, m².
  public var doubleCountedAreaSquareMeters: Double
  /// Area in: every place once, m².
  public var netAreaSquareMeters: Double
  /// The part of the net area that lies in some zone, m².
  public var insideSquareMeters: Double

  /// The part of the net area that lies in no zone, m².
  public var outsideSquareMeters: Double { netAreaSquareMeters - insideSquareMeters }

  /// The account for programs; areas rounded as columns are.
  public var json: JSONValue {
    let left = dropped.map { one in
      JSONValue.object(["feature": .string(one.feature), "reason": .string(one.reason)])
    }
    return .object([
      "layer": .string(layer),
      "features_read": .integer(featuresRead),
      "features_used": .integer(featuresRead - dropped.count),
      "features_dropped": .array(left),
      "gross_area_m2": .number(Rounding.area(grossAreaSquareMeters)),
      "double_counted_area_m2": .number(Rounding.area(doubleCountedAreaSquareMeters)),
      "net_area_m2": .number(Rounding.area(netAreaSquareMeters)),
      "inside_zones_area_m2": .number(Rounding.area(insideSquareMeters)),
      "outside_zones_area_m2": .number(Rounding.area(outsideSquareMeters)),
    ])
  }
}
