import Foundation
import TestSupport
import Testing

/// What RFC 7946 asks of a file, held against the three collections of the main job.
@Suite struct RunConformanceTests {
  private typealias Position = (x: Double, y: Double)

  /// The rings of a geometry's polygons, shells first.
  private func polygons(of geometry: ParsedJSON) -> [[[Position]]] {
    func polygon(_ rings: ParsedJSON) -> [[Position]] {
      rings.items.map { ring in ring.items.map { ($0.numbers[0], $0.numbers[1]) } }
    }
    switch geometry["type"].string {
    case "Polygon": return [polygon(geometry["coordinates"])]
    case "MultiPolygon": return geometry["coordinates"].items.map(polygon)
    case "GeometryCollection": return geometry["geometries"].items.flatMap(polygons)
    default: return []
    }
  }

  /// Twice the signed area: positive when counterclockwise.
  private func turn(of ring: [Position]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) { sum, edge in
      let (ax, ay) = (edge.0.x - ring[0].x, edge.0.y - ring[0].y)
      let (bx, by) = (edge.1.x - ring[0].x, edge.1.y - ring[0].y)
      return sum + ax * by - bx * ay
    }
  }

  @Test(arguments: MainJobRun.collections)
  func membersOfTheCollection(_ name: String) throws {
    let collection = try MainJobRun.collection(name)
    #expect(collection["type"].string == "FeatureCollection")
    #expect(collection.members["crs"] == nil)
    #expect(Set(collection.members.keys) == ["type", "bbox", "amp_geo", "features"])
    for feature in collection["features"].items {
      #expect(feature["type"].string == "Feature")
      #expect(Set(feature.members.keys).isSuperset(of: ["type", "id", "properties", "geometry"]))
      #expect(!feature["properties"].members.isEmpty)
      #expect(feature.members["geometry"] != .null)
    }
  }

  @Test(arguments: MainJobRun.collections)
  func ringsTurnTheRightWay(_ name: String) throws {
    var shells = 0
    for feature in try MainJobRun.collection(name)["features"].items {
      for polygon in polygons(of: feature["geometry"]) {
        for (index, ring) in polygon.enumerated() {
          let (first, last) = (ring[0], ring[ring.count - 1])
          #expect(ring.count >= 4 && first.x == last.x && first.y == last.y)
          #expect(index == 0 ? turn(of: ring) > 0 : turn(of: ring) < 0, "\(feature["id"])")
        }
        shells += 1
      }
    }
    #expect(shells > 0)
  }

  @Test(arguments: MainJobRun.collections)
  func boxHoldsAllPositionsAndNoMore(_ name: String) throws {
    let collection = try MainJobRun.collection(name)
    let positions = collection["features"].items.flatMap { feature in
      polygons(of: feature["geometry"]).flatMap { $0.flatMap { $0 } }
    }
    let xs = positions.map(\.x)
    let ys = positions.map(\.y)
    let box = try [#require(xs.min()), #require(ys.min()), #require(xs.max()), #require(ys.max())]
    #expect(collection["bbox"].numbers == box)
    // Longitude first: the metropolis lies about 5 degrees east and 43 north.
    #expect(box[0] > 4 && box[2] < 6 && box[1] > 42.5 && box[3] < 44)
  }

  @Test(arguments: MainJobRun.collections)
  func sevenDecimalsAtMost(_ name: String) throws {
    let text = try Files.text("results/\(name)", in: MainJobRun.finished().folder)
    let start = try #require(text.firstRange(of: "\"features\":["))
    for line in text[start.upperBound...].split(separator: "\n") {
      guard let coordinates = line.firstRange(of: "\"coordinates\":") else { continue }
      let numbers = line[coordinates.upperBound...].split { !"0123456789.-+eE".contains($0) }
      for number in numbers where number.contains(where: \.isNumber) {
        let decimals = number.split(separator: ".").dropFirst().first?.count ?? 0
        #expect(decimals <= 7 && !number.lowercased().contains("e"), "\(number)")
      }
    }
  }

  @Test(arguments: MainJobRun.collections)
  func idsAreUniqueAndStable(_ name: String) throws {
    let ids = try MainJobRun.collection(name)["features"].items.map { $0["id"] }
    #expect(ids.allSatisfy { $0.string?.isEmpty == false })
    #expect(Set(ids.compactMap(\.string)).count == ids.count)
    if name != "zoning-overlaps.geojson" {
      let codes = try MainJobRun.collection(name)["features"].items.map {
        $0["properties"]["insee"]
      }
      #expect(ids == codes)
    }
  }

  @Test(arguments: MainJobRun.collections)
  func sharesAreSharesAndNothingIsNotFinite(_ name: String) throws {
    for feature in try MainJobRun.collection(name)["features"].items {
      for (column, value) in feature["properties"].members {
        guard let number = value.number else { continue }
        #expect(number.isFinite)
        if column.hasSuffix("_share") { #expect((0...1).contains(number), "\(column)") }
        if column.hasSuffix("_m2") || column.hasSuffix("_m") { #expect(number >= 0, "\(column)") }
      }
    }
  }

  @Test(arguments: MainJobRun.collections)
  func provenance(_ name: String) throws {
    let provenance = try MainJobRun.collection(name)["amp_geo"]
    let version = try AmpGeoProcess.run(["--version"], in: Scratch()).output
    #expect(provenance["version"].string.map { $0 + "\n" } == version)
    #expect(provenance["analysis"].string.map { "\($0).geojson" } == name)
    #expect(provenance["plan"]["title"].string == "Aix-Marseille-Provence")
    #expect(isSHA256(provenance["plan"]["sha256"]))
    #expect(provenance["parameters"]["area_crs"].string == "EPSG:3035")
    #expect(provenance["inputs"].items.count > 1)
    for input in provenance["inputs"].items {
      #expect(isSHA256(input["sha256"]))
      for member in ["name", "title", "source", "licence", "vintage", "status", "crs"] {
        #expect(input[member].string?.isEmpty == false, "\(member)")
      }
      #expect((input["features"].number ?? 0) > 0)
    }
    let pipelines = provenance["proj_pipelines"].items.compactMap(\.string)
    #expect(pipelines.contains { $0.contains("+proj=laea") })
    for library in ["geos_version", "proj_version"] {
      let text = try #require(provenance[library].string)
      #expect(text.firstMatch(of: #/^\d+\.\d+\.\d+/#) != nil, "\(library)")
    }
  }

  private func isSHA256(_ value: ParsedJSON) -> Bool {
    guard let text = value.string else { return false }
    return text.count == 64 && text.allSatisfy { "0123456789abcdef".contains($0) }
  }

  /// Neither the day nor the place of the run may show, or results would never be the same.
  @Test(arguments: MainJobRun.collections + ["summary.json", "summary.csv", "amp-geo.gpkg"])
  func noClockTimeAndNoPlace(_ name: String) throws {
    let folder = try MainJobRun.finished().folder
    let bytes = try Files.bytes("results/\(name)", in: folder)
    let text = String(decoding: bytes, as: UTF8.self)
    let day = Date().formatted(.iso8601.year().month().day())
    #expect(!text.contains(day + "T"))
    #expect(!text.contains(folder.path))
    #expect(!text.contains(PackageFolder.path))
  }
}
