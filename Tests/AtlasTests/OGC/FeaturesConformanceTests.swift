import Atlas
import Foundation
import TestSupport
import Testing

/// The abstract tests of OGC API Features that no other suite covers; the table in docs/serve.md names
/// for each of them the test that does.
@Suite struct FeaturesConformanceTests {
  private static let crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
  private static let core = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"

  private func relations(_ document: ParsedJSON) -> [String] {
    document["links"].items.compactMap { $0["rel"].string }
  }

  @Test func theDocumentOfTheInterfaceIsFoundByTheLandingPage() throws {
    let results = try ServedResults()
    let links = try results.json("/")["links"].items
    let link = try #require(links.first { $0["rel"].string == "service-desc" })
    #expect(link["type"].string == "application/vnd.oai.openapi+json;version=3.0")
    let address = try #require(link["href"].string).dropFirst(ServedResults.base.count)
    let answer = try results.get(
      String(address), accept: "application/vnd.oai.openapi+json;version=3.0")
    #expect(answer.status == 200)
    #expect(answer.header("Content-Type") == "application/vnd.oai.openapi+json;version=3.0")
  }

  @Test func theClassesOfRequirementsAreDeclared() throws {
    let classes = try ServedResults().json("/conformance")["conformsTo"].items.compactMap(\.string)
    for name in ["core", "geojson", "html", "oas30"] { #expect(classes.contains(Self.core + name)) }
    #expect(classes.contains("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs"))
    #expect(classes.contains("http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter"))
    #expect(classes.contains("http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2"))
    #expect(Set(classes).count == classes.count)
  }

  @Test func everyCollectionSaysWhatItIsInTheListAndAlone() throws {
    let results = try ServedResults()
    let list = try results.json("/collections")
    #expect(relations(list).contains("self") && relations(list).contains("alternate"))
    #expect(list["collections"].items.count == 2)
    for item in list["collections"].items {
      let id = try #require(item["id"].string)
      #expect(relations(item).contains("items"))
      for link in item["links"].items {
        #expect(link["rel"].string != nil && link["type"].string != nil)
      }
      let alone = try results.json("/collections/\(id)")
      for name in ["id", "title", "description", "extent", "crs", "storageCrs", "itemType"] {
        #expect(alone[name] == item[name], "\(id): \(name)")
      }
      #expect(relations(alone).contains("self") && relations(alone).contains("alternate"))
    }
  }

  @Test func theExtentHoldsEveryFeature() throws {
    let results = try ServedResults()
    let extent = try results.json("/collections/points")["extent"]["spatial"]
    #expect(extent["crs"].string == Self.crs84)
    #expect(extent["bbox"][0].numbers == [5.3698, 43.2965, 5.4474, 43.5297])
    let squares = try results.json("/collections/squares")["extent"]["spatial"]["bbox"][0].numbers
    #expect(squares[0] <= 5 && squares[1] <= 43 && squares[2] >= 6 && squares[3] >= 43.3)
    #expect(squares[0] > 4.99 && squares[3] < 43.31)
  }

  @Test func theParametersOfFeaturesAreDefinedAsTheStandardWants() throws {
    let document = try ServedResults().json("/api")
    let parameters = document["components"]["parameters"]
    let limit = parameters["limit"]
    #expect(limit["in"].string == "query" && limit["schema"]["type"].string == "integer")
    #expect(limit["schema"]["minimum"].number == 1 && limit["schema"]["maximum"].number == 10_000)
    #expect(limit["schema"]["default"].number == 10)
    let box = parameters["bbox"]
    #expect(box["schema"]["type"].string == "array" && box["explode"] == .bool(false))
    #expect(box["schema"]["minItems"].number == 4 && box["schema"]["maxItems"].number == 6)
    #expect(box["schema"]["items"]["type"].string == "number" && box["style"].string == "form")
    #expect(parameters["datetime"]["schema"]["type"].string == "string")
    for name in ["crs", "bbox-crs"] {
      #expect(parameters[name]["schema"]["enum"].items.contains(.string(Self.crs84)))
    }
    for (path, item) in document["paths"].members {
      let responses = item["get"]["responses"].members
      #expect(
        responses["200"] != nil && responses["400"] != nil && responses["500"] != nil, "\(path)")
      for parameter in item["get"]["parameters"].items {
        let name = try #require(parameter["$ref"].string).split(separator: "/").last.map(
          String.init)
        #expect(parameters[name ?? ""] != .null, "\(path): \(parameter)")
      }
    }
  }

  @Test func featuresAreGeoJSONWithLinksToThemselves() throws {
    let results = try ServedResults()
    let page = try results.json("/collections/squares/items?limit=3")
    #expect(page["type"].string == "FeatureCollection")
    for relation in ["self", "alternate", "next", "collection"] {
      #expect(relations(page).contains(relation))
    }
    #expect(page["timeStamp"] == .null)
    let one = try results.json("/collections/squares/items/q2")
    #expect(one["type"].string == "Feature" && one["id"].string == "q2")
    #expect(one["geometry"] == page["features"][2]["geometry"])
    #expect(one["properties"] == page["features"][2]["properties"])
    for relation in ["self", "alternate", "collection"] {
      #expect(relations(one).contains(relation))
    }
    let empty = try results.json("/collections/squares/items/q25")
    #expect(empty["geometry"] == .null)
  }

  @Test func aCollectionWithoutTimesFitsEveryTime() throws {
    let results = try ServedResults()
    for time in ["2024-06-27", "../2020-01-01T00:00:00Z", "2020-01-01/2021-01-01"] {
      let page = try results.json("/collections/squares/items?datetime=\(time)")
      #expect(page["numberMatched"].number == 26)
    }
  }

  @Test func systemsAreListedWithThatOfTheFile() throws {
    let collection = try ServedResults().json("/collections/squares")
    let systems = collection["crs"].items.compactMap(\.string)
    #expect(systems.first == Self.crs84)
    for code in ["4326", "2154", "3035", "3857"] {
      #expect(systems.contains("http://www.opengis.net/def/crs/EPSG/0/\(code)"))
    }
    #expect(systems.contains(try #require(collection["storageCrs"].string)))
  }

  @Test func pagesForPeopleAreWholeDocuments() throws {
    let results = try ServedResults()
    for target in [
      "/", "/api", "/conformance", "/collections", "/collections/squares",
      "/collections/squares/items",
      "/collections/squares/items/q2", "/collections/squares/queryables", "/tileMatrixSets",
    ] {
      let page = try results.get(target + "?f=html")
      #expect(page.header("Content-Type") == "text/html; charset=utf-8")
      let text = try page.text()
      #expect(text.hasPrefix("<!DOCTYPE html>") && text.hasSuffix("</html>\n"), "\(target)")
    }
  }
}
