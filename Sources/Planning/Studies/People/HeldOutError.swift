internal import GeoAlgorithms
public import GeoCore

/// How far predicted counts of zones are from the known ones, which were not used.
///
/// **Units:** people, and shares of the known. `quantile90` is the error that a zone of the same kind
/// stays within with a probability of 90 %: the ⌈0.9 (n + 1)⌉-th smallest of n errors (split conformal
/// prediction); nil for fewer than nine zones.
/// **Source:** Lei et al. 2018, Distribution-free predictive inference for regression,
/// doi:10.1080/01621459.2017.1307116.
public struct HeldOutError: Sendable, Equatable {
  /// A zone that was predicted.
  public struct Zone: Sendable, Equatable {
    /// Its id.
    public var id: String
    /// The people that are known.
    public var known: Double
    /// The people that are predicted.
    public var predicted: Double

    /// The difference as a share of the known; nil where nobody is known.
    public var relativeError: Double? { known > 0 ? (predicted - known) / known : nil }
  }

  /// The name of the layer that was held out.
  public let layer: String
  /// Its attribute that counts people.
  public let field: String
  /// Its zones, in the order of ids.
  public let zones: [Zone]

  init(
    of people: [Double], _ fragments: PeopleFragments, _ known: PeopleModel.Known, threads: Int
  ) throws {
    layer = known.name
    field = known.field
    let index = PolygonIndex(fragments.geometries, threads: threads)
    var predicted = Array(repeating: 0.0, count: known.people.count)
    OverlapPairs.forEach(index, known.layer.index, threads: threads) { pairs in
      for pair in pairs where index.areas[pair.a] > 0 {
        predicted[pair.b] += people[pair.a] * min(1, pair.area / index.areas[pair.a])
      }
    }
    let study = known.layer.study
    zones = known.people.enumerated().compactMap { zone, people in
      people.map {
        Zone(id: study.featureID(zone).text, known: $0, predicted: predicted[zone])
      }
    }
  }

  private var errors: [Double] { zones.compactMap { $0.relativeError.map(abs) }.sorted() }

  /// The mean of the errors, without their signs; nil without zones.
  public var mean: Double? {
    errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
  }

  /// The zone with the largest error.
  public var worst: Zone? {
    zones.filter { $0.relativeError != nil }
      .max { abs($0.relativeError ?? 0) < abs($1.relativeError ?? 0) }
  }

  /// The error that nine zones of ten stay within; nil when there are too few to say it.
  public var quantile90: Double? {
    let errors = errors
    let rank = Int(nearest: (0.9 * Double(errors.count + 1)).rounded(.up))
    return rank >= 1 && rank <= errors.count ? errors[rank - 1] : nil
  }

  /// The error for programs.
  public var json: JSONValue {
    .object([
      "layer": .string(layer), "field": .string(field), "zones": .integer(zones.count),
      "mean_error_share": .optional(mean.map(Rounding.share)),
      "worst_error_share": .optional(worst?.relativeError.map(Rounding.share)),
      "worst_zone": .optional(worst?.id),
      "error_share_90": .optional(quantile90.map(Rounding.share)),
    ])
  }
}
