import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

/// The same transfers as by tobler 0.13.0 (Python), whose numbers stand here.
///
/// `tobler.area_weighted.area_interpolate(source, target, extensive_variables=["people"],
/// intensive_variables=["rate"], categorical_variables=["use"], allocate_total=False)`, and for the
/// mask `tobler.dasymetric.masked_area_interpolate(source, target, "mask.tif", [1], …,
/// allocate_total=False, n_jobs=1)` with a raster of 100 m whose cells of value 1 are the two
/// rectangles below. tobler keeps areas in single precision, so that its numbers are good to
/// about 1e-7; a rate without a source is 0 there and null here.
@Suite struct ToblerTests {
  private let features: [[PaperLayers.Ring]] = [
    [[(0, 0), (700, 0), (500, 600), (0, 500)]],
    [[(700, 0), (1600, 0), (1600, 700), (500, 600)]],
    [[(0, 500), (500, 600), (400, 1500), (0, 1500)]],
    [[(500, 600), (1600, 700), (1600, 1500), (400, 1500)]],
  ]

  private func source() throws -> ArealLayer {
    let columns = [
      Column("people", [1000, 250, 640, 77] as [Int?]),
      Column("rate", [0.10, 0.40, 0.25, 0.9] as [Double?]),
      Column("use", ["urban", "forest", "urban", "water"] as [String?]),
    ]
    return try ArealLayer(
      PaperLayers.study("source", PaperLayers.geometries(features), columns), in: .laeaEurope,
      dissolves: false, threads: 1)
  }

  /// Zones that share the whole out, and zones that leave some of it and lie outside in part.
  private static let whole = [
    [PaperLayers.ring(0, 0, 900, 900)], [PaperLayers.ring(900, 0, 1600, 900)],
    [PaperLayers.ring(0, 900, 1600, 1500)],
  ]
  private static let part: [[PaperLayers.Ring]] = [
    [PaperLayers.ring(100, 100, 900, 900)], [PaperLayers.ring(900, 100, 2000, 900)],
    [[(5000, 5000), (5100, 5000), (5100, 5100)]],
  ]

  private func run(
    _ zones: [[PaperLayers.Ring]], isMasked: Bool
  ) throws -> Layer {
    let mask = try PaperLayers.areal(
      "mask", [[PaperLayers.ring(200, 300, 800, 1200)], [PaperLayers.ring(1000, 100, 1600, 500)]])
    return try ArealInterpolation.run(
      from: try source(), to: try PaperLayers.zones(zones),
      fields: ArealInterpolation.Fields(
        extensive: ["people"], intensive: ["rate"], categorical: ["use"]),
      mask: isMasked ? ArealInterpolation.Mask(mask) : nil, threads: 1
    ).layer
  }

  private func expect(
    _ layer: Layer, _ name: String, _ tobler: [Double?], times factors: [Double] = [1, 1, 1],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = layer.numbers(name)
    for (zone, expected) in tobler.enumerated() {
      guard let expected else {
        #expect(found[zone] == nil, "\(name)", sourceLocation: sourceLocation)
        continue
      }
      let own = (found[zone] ?? .nan) * factors[zone]
      #expect(
        abs(own - expected) <= 1e-7 * expected + 5.1e-7, "\(name): \(own), tobler \(expected)",
        sourceLocation: sourceLocation)
    }
  }

  @Test func wholeWithoutMask() throws {
    let result = try run(Self.whole, isMasked: false)
    expect(result, "people", [1333.7513987609784, 191.27186363055478, 441.9767441860465])
    expect(result, "rate", [0.3171155944466591, 0.5287878751754761, 0.7239583536982537])
    expect(result, "use_urban_share", [0.6234567901234568, 0, 0.2708333333333333])
    expect(result, "use_forest_share", [0.23120090663580248, 0.7424242559523809, 0])
    expect(
      result, "use_water_share", [0.14534231288580246, 0.25757576884920635, 0.7291666666666666])
  }

  /// Where no source lies, tobler counts 0.
  @Test func partWithoutMask() throws {
    let result = try run(Self.part, isMasked: false)
    expect(result, "people", [941.0670213866604, 164.5543063786464, nil])
    expect(result, "rate", [0.3554900519549847, 0.5448863983154297, nil])
    expect(result, "use_urban_share", [0.55729169921875, 0, 0])
    expect(result, "use_forest_share", [0.25875947265625, 0.45196281960227275, 0])
    expect(result, "use_water_share", [0.18394886474609376, 0.18440083451704545, 0])
  }

  /// Under a mask tobler's categories are shares of the whole zone, ours of the mask in it.
  @Test func wholeWithMask() throws {
    let result = try run(Self.whole, isMasked: true)
    expect(result, "people", [1453.673000686152, 188.03418803416932, 325.292810170314])
    expect(result, "rate", [0.4070959761738777, 0.4, 0.6291666463017463])
    let inMask = [360_000.0 / 810_000, 240_000.0 / 630_000, 180_000.0 / 960_000]
    expect(
      result, "use_urban_share", [0.2345679012345679, 0, 0.078125], times: inMask)
    expect(
      result, "use_forest_share", [0.09764309413580247, 0.38095238095238093, 0], times: inMask)
    expect(result, "use_water_share", [0.11223344907407408, 0, 0.109375], times: inMask)
  }

  @Test func partWithMask() throws {
    let result = try run(Self.part, isMasked: true)
    expect(result, "people", [1453.673000686152, 188.03418803416932, nil])
    expect(result, "rate", [0.4070959761738777, 0.4, nil])
    let inMask = [360_000.0 / 640_000, 240_000.0 / 880_000, 1]
    expect(result, "use_urban_share", [0.296875, 0, nil], times: inMask)
    expect(result, "use_forest_share", [0.123579541015625, 0.2727272727272727, nil], times: inMask)
  }
}
