import ArgumentParser
import GeoCore
import PlanningStudies

/// Attributes to be moved from another zoning to the zones.
struct TransferOptions: ParsableArguments {
  @Option(
    name: .customLong("transfer"),
    help: ArgumentHelp("Move attributes of this layer to the zones.", valueName: "layer"),
    completion: .layer)
  var source: String?

  @Option(
    help: ArgumentHelp("Counts to move, conserved: people,jobs.", valueName: "attributes"))
  var extensive: String?

  @Option(help: ArgumentHelp("Rates to move, averaged by area.", valueName: "attributes"))
  var intensive: String?

  @Option(
    help: ArgumentHelp("Categories to move, as shares of each zone.", valueName: "attributes"))
  var categorical: String?

  @Flag(help: "Write categories as rows (zone, category, area, share) instead of columns.")
  var long = false

  @Option(
    help: ArgumentHelp("Values go only where this layer is.", valueName: "layer"),
    completion: .layer)
  var mask: String?

  @Option(
    help: ArgumentHelp("The attribute that weighs the mask's features.", valueName: "attribute"))
  var maskWeight: String?

  var isAskedFor: Bool { source != nil }

  var fields: ArealInterpolation.Fields {
    func list(_ text: String?) -> [String] {
      (text ?? "").split(separator: ",").map(String.init)
    }
    return ArealInterpolation.Fields(
      extensive: list(extensive), intensive: list(intensive), categorical: list(categorical))
  }

  mutating func validate() throws {
    if source == nil {
      guard fields.isEmpty, mask == nil, maskWeight == nil, !long else {
        throw ValidationError(
          "--extensive, --intensive, --categorical, --long and --mask go with --transfer.")
      }
      return
    }
    if fields.isEmpty {
      throw ValidationError("--transfer needs --extensive, --intensive or --categorical.")
    }
    let all = fields.extensive + fields.intensive + fields.categorical
    if Set(all).count < all.count {
      throw ValidationError("an attribute can be transferred in one way only; one is named twice.")
    }
    if long, fields.categorical.isEmpty || !(fields.extensive + fields.intensive).isEmpty {
      throw ValidationError("--long is for --categorical alone.")
    }
    if maskWeight != nil, mask == nil { throw ValidationError("--mask-weight needs --mask.") }
  }
}
