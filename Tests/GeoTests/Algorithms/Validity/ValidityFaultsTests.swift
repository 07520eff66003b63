import Foundation
import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// Faults that a reader sees on squared paper.
@Suite struct ValidityFaultsTests {
  private typealias Ring = [(Double, Double)]

  private func square(_ x: Double, _ y: Double, _ side: Double) -> Ring {
    [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
  }

  private func faults(_ polygons: [[Ring]]) -> [ValidityFault] {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendMultiPolygon(polygons, kind: polygons.count == 1 ? .polygon : .multiPolygon)
    return ValidityFaults.find(0, in: layer)
  }

  @Test func validShapesHaveNone() {
    #expect(faults([[square(0, 0, 10)]]).isEmpty)
    #expect(faults([[square(0, 0, 10), square(2, 2, 2), square(6, 6, 2)]]).isEmpty)
    // A hole that touches the shell in one point, two holes that touch in one.
    #expect(faults([[square(0, 0, 10), [(0, 5), (3, 4), (3, 6)]]]).isEmpty)
    #expect(faults([[square(0, 0, 10), square(2, 2, 2), square(4, 4, 2)]]).isEmpty)
    // Parts that touch at a corner; a part in a hole of another; repeated points.
    #expect(faults([[square(0, 0, 10)], [square(10, 10, 5)]]).isEmpty)
    #expect(faults([[square(0, 0, 10), square(2, 2, 6)], [square(3, 3, 2)]]).isEmpty)
    #expect(faults([[[(0, 0), (9, 0), (9, 0), (9, 9), (0, 9), (0, 0), (0, 0)]]]).isEmpty)
    #expect(faults([]).isEmpty)
  }

  @Test func everyCrossingIsNamed() {
    // A zigzag crosses the base line of its polygon three times.
    let ring: Ring = [(0, 0), (10, 0), (9, 2), (7, -1), (5, 2), (3, -1), (1, 2)]
    let found = faults([[ring]])
    #expect(
      found.map(\.kind) == [
        .selfIntersection, .selfIntersection, .selfIntersection, .selfIntersection,
      ])
    #expect(
      found.map(\.message) == [
        "edges 1 and 3 of ring 1 cross", "edges 1 and 4 of ring 1 cross",
        "edges 1 and 5 of ring 1 cross", "edges 1 and 6 of ring 1 cross",
      ])
    // Edge 3 falls from (9, 2) to (7, -1): it meets y = 0 at x = 9 - 2 · 2/3.
    #expect(abs(found[0].x - 23.0 / 3) < 1e-12 && found[0].y == 0)
  }

  @Test func ringsThatCrossAreNamedWithTheirParts() {
    let holeAcross = faults([[square(0, 0, 10), square(8, 2, 4)]])
    #expect(
      holeAcross.map(\.message) == [
        "edge 2 of ring 1 and edge 1 of ring 2 cross",
        "edge 2 of ring 1 and edge 3 of ring 2 cross",
      ])
    #expect(holeAcross.map { [$0.x, $0.y] } == [[10, 2], [10, 6]])
    let parts = faults([[square(0, 0, 10)], [square(5, 5, 10)]])
    #expect(
      parts.first?.message == "edge 2 of ring 1 of part 1 and edge 1 of ring 1 of part 2 cross")
    #expect(parts.count == 2)
  }

  @Test func sharedBordersAreOneFault() {
    // Two parts side by side; the border of the second has a vertex more.
    let right: Ring = [(10, 0), (20, 0), (20, 10), (10, 10), (10, 4)]
    let found = faults([[square(0, 0, 10)], [right]])
    #expect(found.map(\.kind) == [.selfIntersection])
    #expect(found[0].message.hasSuffix("run along each other"))
    #expect(found[0].x == 10)
  }

  @Test func touchingIsNotCrossing() {
    let touching = faults([[[(0, 0), (8, 0), (8, 8), (4, 4), (2, 8), (0, 8), (4, 4), (0, 2)]]])
    #expect(touching.map(\.kind) == [.selfTouch])
    #expect(touching[0].x == 4 && touching[0].y == 4)
    #expect(
      touching[0].message == "ring 1 touches itself where its vertex 4 and vertex 7 meet")
    let eight = faults([[[(0, 0), (4, 4), (8, 0), (8, 8), (4, 4), (0, 8)]]])
    #expect(eight.map(\.kind) == [.selfTouch])
    let bowTie = faults([[[(0, 0), (4, 4), (8, 8), (8, 0), (4, 4), (0, 8)]]])
    #expect(bowTie.map(\.kind) == [.selfIntersection])
    #expect(
      bowTie[0].message == "ring 1 crosses itself where its vertex 2 and vertex 5 meet")
    // A vertex on an edge.
    let onEdge = faults([[[(0, 0), (8, 0), (8, 8), (4, 0), (0, 8)]]])
    #expect(onEdge.map(\.message) == ["ring 1 touches itself where its edge 1 and vertex 4 meet"])
  }

  @Test func misplacedRings() {
    let outside = faults([[square(0, 0, 10), square(20, 2, 2)]])
    #expect(outside.map(\.kind) == [.holeOutsideShell])
    #expect(outside[0].x == 20 && outside[0].y == 2)
    #expect(faults([[square(2, 2, 2), square(0, 0, 10)]]).map(\.kind) == [.holeOutsideShell])
    let nested = faults([[square(0, 0, 10), square(2, 2, 6), square(4, 4, 1)]])
    #expect(nested.map(\.kind) == [.nestedHoles])
    #expect(nested[0].message == "ring 3, a hole, lies in ring 2, another hole")
    let shells = faults([[square(0, 0, 10)], [square(2, 2, 2)]])
    #expect(shells.map(\.message) == ["part 2 lies in part 1"])
    // In the part, though around its hole.
    #expect(
      faults([[square(0, 0, 10), square(4, 4, 1)], [square(2, 2, 6)]]).map(\.kind)
        == [.nestedShells])
    // All corners of a hole on the shell, from outside: a notch of the shell filled.
    let notch = faults([
      [
        [(0, 0), (10, 0), (10, 10), (7, 10), (5, 5), (3, 10), (0, 10)], [(3, 10), (5, 5), (7, 10)],
      ]
    ])
    #expect(notch.allSatisfy { $0.kind == .selfIntersection } && !notch.isEmpty)
  }

  @Test func inscribedHoles() {
    // A diamond with its corners in the middle of the sides cuts off four corners.
    let cut = faults([[square(0, 0, 8), [(4, 0), (8, 4), (4, 8), (0, 4)]]])
    #expect(
      cut.map(\.kind) == [.disconnectedInterior, .disconnectedInterior, .disconnectedInterior])
    // A triangle with its corners on the tips of a star lies outside of it between the tips.
    let star: Ring = [(0, 0), (4, 1), (8, 0), (5, 4), (4, 8), (3, 4)]
    #expect(
      faults([[star, [(0, 0), (8, 0), (4, 8)]]]).map(\.kind) == [.holeOutsideShell])
  }

  @Test func chainsOfHolesCutTheInterior() {
    // Two diamonds between the sides: side - diamond - diamond - side.
    let chain = faults([
      [square(0, 0, 8), [(0, 4), (2, 3), (4, 4), (2, 5)], [(4, 4), (6, 3), (8, 4), (6, 5)]]
    ])
    #expect(chain.map(\.kind) == [.disconnectedInterior])
    // Three holes that meet in one point enclose nothing.
    #expect(
      faults([
        [
          square(0, 0, 8), [(4, 4), (2, 3), (2, 5)], [(4, 4), (6, 5), (6, 3)],
          [(4, 4), (5, 7), (3, 7)],
        ]
      ]).isEmpty)
  }

  @Test func repeatedRingsAreFoundWhateverTheirStart() {
    let turned: Ring = [(10, 10), (10, 0), (0, 0), (0, 10)]
    #expect(faults([[square(0, 0, 10), turned]]).map(\.kind) == [.duplicateRings])
    #expect(faults([[square(0, 0, 10)], [turned]]).map(\.kind) == [.duplicateRings])
    let filled = faults([[square(0, 0, 10), square(2, 2, 2)], [square(2, 2, 2)]])
    #expect(
      filled.map(\.message) == [
        "ring 1 of part 2 runs through the same points as ring 2 of part 1"
      ])
  }

  @Test func spikesAndFlatRings() {
    let spike = faults([[[(0, 0), (10, 0), (20, 0), (10, 0), (10, 10), (0, 10)]]])
    #expect(spike.map(\.kind) == [.spike])
    #expect(
      spike[0].x == 20 && spike[0].message == "ring 1 runs out to vertex 3 and back the same way")
    #expect(faults([[[(0, 0), (5, 5), (0, 0)]]]).map(\.kind) == [.tooFewPoints])
    #expect(
      faults([[[(3, 3), (3, 3), (3, 3), (3, 3)]]])[0].message
        == "ring 1 has 1 different point, and a ring needs 3")
    #expect(Set(faults([[[(0, 0), (5, 0), (9, 0)]]]).map(\.kind)) == [.spike])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func numbersThatAreNotFinite(_ number: Double) {
    let found = faults([[[(0, 0), (10, number), (10, 10), (0, 10)], square(2, 2, 2)]])
    #expect(found.map(\.kind) == [.notFinite])
    #expect(found[0].message.hasPrefix("vertex 2 of ring 1"))
  }

  @Test func theSmallestCrossingIsFound() {
    // A hole whose tip passes the side by one unit in the last place.
    let tip = (0.1).nextDown
    let found = faults([
      [[(0.1, 0), (1, 0), (1, 1), (0.1, 1)], [(tip, 0.5), (0.6, 0.4), (0.6, 0.6)]]
    ])
    #expect(found.map(\.kind) == [.selfIntersection, .selfIntersection])
    #expect(
      faults([[[(0.1, 0), (1, 0), (1, 1), (0.1, 1)], [(0.1, 0.5), (0.6, 0.4), (0.6, 0.6)]]]).isEmpty
    )
  }

  @Test func scribblesAreCutShort() {
    var generator = SeededGenerator(seed: 5)
    let ring = (0..<2_000).map { _ in
      (Double.random(in: 0...1, using: &generator), Double.random(in: 0...1, using: &generator))
    }
    let found = faults([[ring]])
    #expect(found.count == ValidityFaults.limit + 2)
    #expect(found.dropLast().last?.message.hasSuffix("more of this kind in the feature") == true)
    #expect(found.last?.kind == .unnamed)
    #expect(found.last?.message.contains("the search for faults has stopped") == true)
  }

  @Test func flowersAreCutShort() {
    // 200 petals through one point, each pair of which touches there.
    let ring = (0..<200).flatMap { k -> [(Double, Double)] in
      [0.0, 1.0].map { step in
        let angle = 2 * Double.pi * (Double(k) + step / 2) / 200
        return (cos(angle), sin(angle))
      } + [(0, 0)]
    }
    let found = faults([[ring + [ring[0]]]])
    #expect(found.contains { $0.kind == .selfTouch })
    #expect(found.last?.message.contains("the search for faults has stopped") == true)
  }

  @Test func teethAlongADiagonalAreComparedOnce() {
    // A comb whose teeth lie along x = y, 20,000 of them: along x, or y, all share a place.
    let teeth = 20_000
    var ring: [(Double, Double)] = []
    for k in 0..<teeth {
      let aside = Double(k) / Double(teeth)
      let along = k % 2 == 0 ? 0.0 : 1_000.0
      ring.append((along - aside, along + aside))
    }
    ring += [(1_100, 1_102), (1_200, 1_000), (-1, -100), ring[0]]
    #expect(faults([[ring]]).allSatisfy { !$0.message.contains("stopped") })
  }

  @Test func membersOfCollectionsAreJudgedAlone() {
    var layer = Geometries(crs: .laeaEurope)
    layer.beginFeature(.geometryCollection)
    for ring in [square(0, 0, 10), square(5, 5, 10)] {
      layer.beginPart()
      layer.appendRing((ring + [ring[0]]).flatMap { [$0.0, $0.1] })
    }
    layer.setMembers([
      .init(kind: .polygon, partCount: 1), .init(kind: .polygon, partCount: 1),
    ])
    #expect(ValidityFaults.find(0, in: layer).isEmpty)
    layer.setMembers([.init(kind: .multiPolygon, partCount: 2)])
    #expect(ValidityFaults.find(0, in: layer).count == 2)
  }

  @Test func wholeLayersAreTheSameOnAnyNumberOfThreads() throws {
    var generator = SeededGenerator(seed: 31)
    var layer = Geometries(crs: .laeaEurope)
    for _ in 0..<2_000 {
      let polygons = LatticePolygons.any(using: &generator)
      layer.appendMultiPolygon(polygons, kind: polygons.count == 1 ? .polygon : .multiPolygon)
      layer.appendPoint(x: 0, y: 0)
    }
    let one = try ValidityFaults.all(in: layer, threads: 1)
    #expect(one == (try ValidityFaults.all(in: layer, threads: 4)))
    let each = (0..<layer.count).filter { !ValidityFaults.find($0, in: layer).isEmpty }
    #expect(one.map(\.feature) == each)
    #expect(!one.contains { $0.faults.contains { $0.kind == .unnamed } })
  }
}
