public import GeoCore

/// How far predicted counts of zones are from the known ones, which were not used.
///
/// **Units:** people, and shares of the known. `quantile90` is the error that a zone of the same kind
/// stays within with a probability of 90 %: the ⌈0.9 (n + 1)⌉-th smallest of n errors (split conformal
/// prediction); nil for fewer than nine zones. `score90` is the same of errors over the root of what of the
/// count hangs on where in their cells people live (`PeopleCount.cut`), as locally weighted conformal
/// prediction has it: with it an interval can be given for an area of any size.
/// **Source:** Lei et al. 2018, Distribution-free predictive inference for regression,
/// doi:10.1080/01621459.2017.1307116, sections 2.2 and 5.2.
public struct HeldOutError: Sendable, Equatable {
  /// A zone that was predicted.
  public struct Zone: Sendable, Equatable {
    /// Its id.
    public var id: String
    /// The people that are known.
    public var known: Double
    /// The people that are predicted.
    public var predicted: Double
    /// What of the prediction hangs on where in their cells people live, people².
    public var cut = 0.0

    /// The difference as a share of the known; nil where nobody is known.
    public var relativeError: Double? { known > 0 ? (predicted - known) / known : nil }
  }

  /// The name of the layer that was held out.
  public let layer: String
  /// Its attribute that counts people.
  public let field: String
  /// Its zones, in the order of ids.
  public let zones: [Zone]

  /// - Parameter source: people predicted without what is known of the zones.
  /// - Throws: `GEOSError` when a cell cannot be held against a zone.
  init(of source: PeopleSource, _ known: PeopleModel.Known, threads: Int) throws {
    layer = known.name
    field = known.field
    let counts = try PeopleCount.counts(
      of: source, in: known.layer.index, zones: known.layer.index, threads: threads)
    let study = known.layer.study
    zones = known.people.enumerated().compactMap { zone, people in
      people.map {
        Zone(
          id: study.featureID(zone).text, known: $0, predicted: counts[zone].expected,
          cut: counts[zone].cut)
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
  public var quantile90: Double? { Self.quantile90(of: errors) }

  /// The same of errors over the root of what of the count hangs on where in their cells people live.
  public var score90: Double? {
    let scores = zones.filter { $0.cut > 0 }.map {
      abs($0.predicted - $0.known) / $0.cut.squareRoot()
    }
    return Self.quantile90(of: scores.sorted())
  }

  private static func quantile90(of ascending: [Double]) -> Double? {
    let rank = Int(nearest: (0.9 * Double(ascending.count + 1)).rounded(.up))
    return rank >= 1 && rank <= ascending.count ? ascending[rank - 1] : nil
  }

  /// The error for programs.
  public var json: JSONValue {
    .object([
      "layer": .string(layer), "field": .string(field), "zones": .integer(zones.count),
      "mean_error_share": .optional(mean.map(Rounding.share)),
      "worst_error_share": .optional(worst?.relativeError.map(Rounding.share)),
      "worst_zone": .optional(worst?.id),
      "error_share_90": .optional(quantile90.map(Rounding.share)),
      "score_90": .optional(score90.map(Rounding.share)),
    ])
  }
}
