import GeoAlgorithms
import GeoCore
import GeoStreets
import TestSupport
import Testing

/// Isochrones of seeded networks with one-way streets, loops, parallel edges and places with
/// several doors, against GEOS and against costs by plain relaxation.
@Suite struct IsochronePropertyTests {
  private static let cutoffs = [1.5, 2.5, 2.75, 4, 7]

  private struct Case {
    var streets: IsochroneCase
    var doors: NetworkPlaces
    var settings = IsochroneSettings(reachMeters: 40, cellMeters: 8, leastHoleSquareMeters: 0)

    init(seed: UInt64) throws {
      let network = try GridNetwork.make(
        columns: 7, rows: 6, seed: seed, oneWay: 0.4, missing: 0.2)
      streets = try IsochroneCase(network)
      doors = GridNetwork.places(4, in: network, seed: seed + 50)
      settings.leastHoleSquareMeters = [0, 1500, 10_000][Int(seed % 3)]
      settings.offStreetKilometersPerHour = seed % 2 == 0 ? 4.8 : 1.5
    }

    func bands(
      _ cutoffs: [Double], _ direction: Isochrones.Direction = .fromPlaces, threads: Int = 1
    ) throws -> IsochroneBands {
      try streets.bands(doors, cutoffs, direction, settings, threads: threads)
    }
  }

  @Test(arguments: (1...6) as ClosedRange<UInt64>)
  func bandsAreValidAndMakeUpTheWhole(seed: UInt64) throws {
    let small = try Case(seed: seed)
    let bands = try small.bands(Self.cutoffs).geometries
    var before = 0.0
    var sum = 0.0
    for (band, cutoff) in Self.cutoffs.enumerated() {
      let reason = try Overlay.invalidity(of: band, in: bands)?.reason
      #expect(reason == nil, "\(reason ?? "")")
      let whole = try small.bands([cutoff]).geometries
      #expect(try Overlay.invalidity(of: 0, in: whole) == nil)
      let area = whole.area(ofFeature: 0)
      #expect(area >= before)
      before = area
      sum += bands.area(ofFeature: band)
      // Disjoint and without gaps: areas add up to that of the union, and the union is the whole.
      var union = Geometries(crs: .wgs84)
      try Overlay.appendUnion(of: Array(0...band), in: bands, to: &union)
      #expect(abs(union.area(ofFeature: 0) - sum) <= 1e-9 * sum)
      var rest = Geometries(crs: .wgs84)
      try Overlay.appendDifference(whole, 0, minus: [0], of: union, to: &rest)
      try Overlay.appendDifference(union, 0, minus: [0], of: whole, to: &rest)
      #expect(rest.area(ofFeature: 0) + rest.area(ofFeature: 1) <= 1e-9 * sum)
    }
    #expect(sum > 0)
  }

  @Test(arguments: [21, 22, 23] as [UInt64])
  func theSameOnAnyNumberOfThreads(seed: UInt64) throws {
    let small = try Case(seed: seed)
    let one = try small.bands(Self.cutoffs, .towardsPlaces)
    #expect(try small.bands(Self.cutoffs, .towardsPlaces, threads: 3) == one)
  }

  @Test(arguments: [31, 32] as [UInt64])
  func groundIsReachedAsDefined(seed: UInt64) throws {
    var small = try Case(seed: seed)
    small.settings.leastHoleSquareMeters = 0
    try check(small, .fromPlaces, seed)
  }

  @Test func groundIsReachedAsDefinedTowardsPlaces() throws {
    var small = try Case(seed: 34)
    small.settings.leastHoleSquareMeters = 0
    try check(small, .towardsPlaces, 34)
  }

  /// Where all nodes of the grid around a point are reached, it is inside; where none is, nor any
  /// street near by, it is outside. Small holes and islands do not fit in between. And all that is
  /// reached of streets is inside.
  private func check(_ small: Case, _ direction: Isochrones.Direction, _ seed: UInt64) throws {
    let truth = try GroundTruth(small.streets, small.doors, small.settings, direction)
    let bands = try small.bands(Self.cutoffs, direction)
    let planar = try small.streets.planar(bands)
    let index = PolygonIndex(planar)
    func band(_ x: Double, _ y: Double) -> Int {
      PointInPolygon.features(atX: x, y: y, in: index).map(\.feature).min() ?? Self.cutoffs.count
    }
    var reached = 0
    for sample in truth.samples {
      for (i, cutoff) in Self.cutoffs.enumerated() where sample.cost <= cutoff * 60_000 {
        #expect(band(sample.x, sample.y) <= i, "\(sample) within \(cutoff)")
        reached += 1
      }
    }
    #expect(reached > 200)
    var random = SeededGenerator(seed: seed)
    let box = planar.box.expanded(by: 30)
    let cell = small.settings.cellMeters
    var sure = (inside: 0, outside: 0)
    for _ in 0..<300 {
      let x = Double.random(in: box.minX...box.maxX, using: &random)
      let y = Double.random(in: box.minY...box.maxY, using: &random)
      let found = band(x, y)
      let costs = (-2...3).flatMap { row in
        (-2...3).map { column in
          truth.cost(
            x: ((x / cell).rounded(.down) + Double(column)) * cell,
            y: ((y / cell).rounded(.down) + Double(row)) * cell)
        }
      }
      let (least, most) = (costs.min() ?? 0, costs.max() ?? 0)
      let nearest = truth.samples.filter { sample in
        let (dx, dy) = (sample.x - x, sample.y - y)
        return dx * dx + dy * dy < (2 * cell + 3) * (2 * cell + 3)
      }.map(\.cost).min()
      for (i, cutoff) in Self.cutoffs.enumerated() {
        let limit = cutoff * 60_000
        if most < limit - 2 {
          sure.inside += 1
          #expect(found <= i, "\(x) \(y) within \(cutoff)")
        } else if least > limit + 2, nearest.map({ $0 > limit }) ?? true {
          sure.outside += 1
          #expect(found > i, "\(x) \(y) beyond \(cutoff)")
        }
      }
    }
    #expect(sure.inside > 40 && sure.outside > 40, "\(sure)")
  }

  /// The length of streets within each cutoff is that of the sample points that cost no more.
  @Test(arguments: [41, 42, 43] as [UInt64])
  func streetLengths(seed: UInt64) throws {
    let small = try Case(seed: seed)
    let network = small.streets.saved.network
    let bands = try small.bands(Self.cutoffs)
    let search = BellmanFord(network, from: small.doors.doors)
    let steps: Int32 = 100
    var counted = Array(repeating: 0.0, count: Self.cutoffs.count)
    for e in 0..<network.edgeCount {
      let length = network.lengthsMillimeters[e]
      for step in 0..<steps {
        let along = Int32((Int(length) * (2 * Int(step) + 1)) / (2 * Int(steps)))
        let door = [NetworkDoor(edge: Int32(e), alongMillimeters: along)]
        guard let cost = search.cost(from: small.doors.doors, to: door) else { continue }
        let band = Self.cutoffs.firstIndex { Double(cost.time) <= $0 * 60_000 }
        if let band { counted[band] += Double(length) / Double(steps) / 1000 }
      }
    }
    for band in Self.cutoffs.indices {
      #expect(abs(counted[band] - bands.streetMeters[band]) < 0.002 * network.totalMeters)
    }
  }
}
