internal import Foundation
import GeoAlgorithms
import GeoCore
import GeoProjection
internal import PlanningStudies

/// Where a coverage is judged: the file's own coordinates, scaled to metres more or less.
///
/// Topology is what coordinates say as they stand. Another system would bend edges between their
/// vertices, and make slivers of vertices that lie exactly on an edge. A scale for each axis keeps
/// lines straight and equal coordinates equal. Coordinates of a projected system in metres are
/// taken as they are, those in other units times their length; degrees become metres at the middle
/// latitude of the layer. What is found is measured elsewhere, in an equal-area system.
struct TopologyFrame {
  /// Metres in one unit of either axis.
  let metersPerX: Double
  let metersPerY: Double
  /// By how much the frame may stretch lengths somewhere in the layer: at least 1.
  let stretch: Double
  /// Where areas and lengths are true; `CRS.localFrames` where no one system serves.
  let measuring: CRS
  /// Whether the layer is in degrees.
  private let isInDegrees: Bool

  /// - Throws: `PROJError` when the layer's system is unknown.
  init(_ geometries: Geometries) throws {
    let description = try CRSDescription(of: geometries.crs)
    let extent = try? GeographicExtent(of: geometries)
    let degrees = extent?.box
    let systems = try? extent.map { try MeasuringSystems(for: $0) }
    let isWide =
      (degrees?.width ?? 0) > MeasuringSystems.widestInOnePlaneDegrees
      && systems.map { (try? geometries.isInOnePiece(in: $0.area)) != true } ?? true
    measuring = systems.map { $0.isWorldwide || isWide ? .localFrames : $0.area } ?? .localFrames
    isInDegrees = description.isGeographic
    if description.isGeographic {
      let box = geometries.box
      let middle = Self.cosine(ofDegrees: box.isEmpty ? 0 : box.centerY)
      metersPerX = DegreeLength.onSphere * middle
      metersPerY = DegreeLength.onSphere
      let least = [box.minY, box.maxY].map { Self.cosine(ofDegrees: $0) }.min() ?? middle
      stretch = 1.01 * max(middle / least, 1)
    } else {
      let unit = description.metersPerUnit ?? 1
      (metersPerX, metersPerY) = (unit, unit)
      var error = 0.0
      if let degrees { error = Self.scaleError(of: geometries.crs, in: degrees, unit) }
      stretch = 1.01 * (1 + error)
    }
  }

  /// The cosine of a latitude, short of the poles.
  private static func cosine(ofDegrees latitude: Double) -> Double {
    latitude.isFinite ? cos(min(abs(latitude), 89) * .pi / 180) : 1
  }

  /// How far a projected system is from true scale at the middle and the corners of a layer.
  private static func scaleError(of crs: CRS, in degrees: Box, _ metersPerUnit: Double) -> Double {
    guard !degrees.isEmpty, metersPerUnit == 1 else { return 0 }
    let places = [
      (degrees.centerX, degrees.centerY), (degrees.minX, degrees.minY),
      (degrees.minX, degrees.maxY), (degrees.maxX, degrees.minY), (degrees.maxX, degrees.maxY),
    ]
    let errors = places.compactMap { x, y in
      try? Geodesic.scaleErrors(of: crs, longitude: x, latitude: y).length
    }
    return errors.filter(\.isFinite).max() ?? 0
  }

  /// Geometries of the layer's system in the frame.
  func framed(_ geometries: Geometries) -> Geometries {
    geometries.scaled(x: metersPerX, y: metersPerY)
  }

  /// Geometries of the frame in the layer's system.
  func restored(_ geometries: Geometries) -> Geometries {
    geometries.scaled(x: 1 / metersPerX, y: 1 / metersPerY)
  }

  /// Geometries of the frame in the layer's system; what stands on a vertex of some features of the
  /// layer gets its coordinates bit by bit.
  func restored(
    _ shapes: Geometries, to layer: Geometries, around features: [Int]
  ) -> Geometries {
    var known: [SIMD2<Double>: SIMD2<Double>] = [:]
    for feature in Set(features) {
      for vertex in layer.vertices(ofFeature: feature) {
        let place = SIMD2(layer.x(vertex), layer.y(vertex))
        known[SIMD2(place.x * metersPerX, place.y * metersPerY)] = place
      }
    }
    var restored = Geometries(crs: layer.crs)
    for shape in 0..<shapes.count {
      for part in shapes.parts(ofFeature: shape) {
        let rings = shapes.rings(ofPart: part).map { ring in
          shapes.vertices(ofRing: ring).map { vertex -> (Double, Double) in
            let place = known[SIMD2(shapes.x(vertex), shapes.y(vertex))]
            return place.map { ($0.x, $0.y) }
              ?? self.restored(x: shapes.x(vertex), y: shapes.y(vertex))
          }
        }
        restored.appendPolygon(rings)
      }
    }
    return restored
  }

  func restored(x: Double, y: Double) -> (x: Double, y: Double) {
    (x / metersPerX, y / metersPerY)
  }

  /// Edges are measured along pieces at most so long. Metres.
  private static let longestEdge = 1000.0
  /// Near a pole an edge that is straight in degrees is no straight line on the ground: pieces there are
  /// at most this part of the way to the pole, but no more than so many for a shape.
  private static let polewardPart = 0.01
  private static let mostPieces = 10_000.0

  /// Shapes of the frame with their edges in pieces that are straight on the ground.
  private func densified(_ shapes: Geometries) -> Geometries {
    let nearest =
      isInDegrees ? shapes.boxes().map(metersToPole(from:)).min() ?? .infinity : .infinity
    guard nearest * Self.polewardPart < Self.longestEdge else {
      return shapes.densified(longest: Self.longestEdge)
    }
    var result = Geometries(crs: shapes.crs)
    for shape in 0..<shapes.count {
      var one = Geometries(crs: shapes.crs)
      one.append(feature: shape, of: shapes)
      let poleward = Self.polewardPart * metersToPole(from: shapes.box(ofFeature: shape))
      let least = shapes.perimeter(ofFeature: shape) / Self.mostPieces
      let longest = min(max(poleward, least), Self.longestEdge)
      result.append(contentsOf: longest > 0 ? one.densified(longest: longest) : one)
    }
    return result
  }

  /// How far a box of the frame is from the nearer pole; the layer is in degrees.
  private func metersToPole(from box: Box) -> Double {
    guard !box.isEmpty else { return .infinity }
    let latitude = max(abs(box.minY), abs(box.maxY)) / metersPerY
    return max(90 - latitude, 0) * DegreeLength.onSphere
  }

  /// Faults found in the frame, as the measuring system sees them.
  func measured(_ report: consuming CoverageReport, options: CoverageOptions) -> CoverageReport {
    let measuring = measuring
    return report.measured(options: options) { shapes in
      let dense = restored(densified(shapes))
      return (try? dense.measured(in: measuring, threads: options.threads)) ?? framed(dense)
    }
  }
}
