import Atlas
import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

@Suite struct WebServiceTests {
  @Test func theLandingPageLeadsToEverything() throws {
    let results = try ServedResults()
    let page = try results.json("/?f=json")
    let links = page["links"].items
    for relation in ["self", "alternate", "service-desc", "service-doc", "conformance", "data"] {
      #expect(links.contains { $0["rel"].string == relation }, "\(relation)")
    }
    for link in links {
      let address = try #require(link["href"].string)
      #expect(try results.get(String(address.dropFirst(ServedResults.base.count))).status == 200)
    }
  }

  @Test func theReportStandsAtTheRootForBrowsersAndTheLandingPageForPrograms() throws {
    let results = try ServedResults()
    #expect(try results.get("/", accept: "text/html").text().contains("Collections"))
    try results.scratch.write("report.html", "<p>the report</p>")
    _ = results.service.refresh()
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    #expect(try results.get("/", accept: browser).text() == "<p>the report</p>")
    #expect(try results.get("/", accept: "*/*").header("Content-Type") == "application/json")
    #expect(try results.get("/", accept: "").header("Content-Type") == "application/json")
    #expect(
      try results.get("/?f=json", accept: browser).header("Content-Type") == "application/json")
    #expect(try results.get("/?f=html", accept: browser).text().contains("Collections"))
  }

  @Test func everyResourceOfTheDocumentIsAnsweredInEveryForm() throws {
    let results = try ServedResults()
    let document = try results.json("/api")
    #expect(document["openapi"].string == "3.0.3")
    let values = [
      "collectionId": "squares", "featureId": "q3", "tileMatrixSetId": "WebMercatorQuad",
      "tileMatrix": "8", "tileRow": "93", "tileCol": "131",
    ]
    for (path, item) in document["paths"].members {
      var target = path
      for (name, value) in values {
        target = target.replacingOccurrences(of: "{\(name)}", with: value)
      }
      for type in item["get"]["responses"]["200"]["content"].members.keys {
        let answer = try results.get(target, accept: type)
        let text = try answer.text()
        #expect(answer.status == 200, "\(target) as \(type): \(text)")
        let given = answer.header("Content-Type") ?? ""
        #expect(given.hasPrefix(type.prefix { $0 != ";" }), "\(target): \(given)")
      }
    }
    #expect(document["paths"].members.count == 16)
  }

  @Test func pagesFollowOneAnotherToTheEnd() throws {
    let results = try ServedResults()
    var target: String? = "/collections/squares/items?limit=7"
    var ids: [String] = []
    var pages = 0
    while let address = target {
      let page = try results.json(address)
      #expect(page["numberMatched"].number == 26)
      #expect(page["numberReturned"].number == Double(page["features"].items.count))
      ids += page["features"].items.compactMap { $0["id"].string }
      let next = page["links"].items.first { $0["rel"].string == "next" }
      target = next?["href"].string.map { String($0.dropFirst(ServedResults.base.count)) }
      pages += 1
    }
    #expect(pages == 4)
    #expect(ids == (0...25).map { "q\($0)" })
    let late = try results.json("/collections/squares/items?offset=24&limit=100")
    #expect(late["features"].items.count == 2)
    #expect(try results.json("/collections/squares/items?offset=1000")["features"].items.isEmpty)
  }

  @Test func boxesSelectWhatSharesAPointWithThem() throws {
    let results = try ServedResults()
    func ids(_ query: String) throws -> [String] {
      try results.json("/collections/squares/items?limit=100&\(query)")["features"].items
        .compactMap { $0["id"].string }
    }
    #expect(try ids("bbox=5.01,43.01,5.12,43.02") == ["q0", "q1"])
    #expect(try ids("bbox=5.01,43.01,0,5.12,43.02,100") == ["q0", "q1"])
    #expect(try ids("bbox=-180,-90,180,90").count == 25, "a feature without a place is nowhere")
    #expect(try ids("bbox=20,20,30,30").isEmpty)
    #expect(try ids("bbox=5.85,43.01,4.9,43.02") == ["q8", "q9"], "across the antimeridian")
    let latitudeFirst =
      "bbox=43.01,5.01,43.02,5.12&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326"
    #expect(try ids(latitudeFirst) == ["q0", "q1"])
    let mercator =
      "bbox=557800,5311800,568000,5312000&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857"
    #expect(try ids(mercator) == ["q0", "q1"])
    #expect(try ids("filter=S_INTERSECTS(geometry,BBOX(5.01,43.01,5.12,43.02))") == ["q0", "q1"])
  }

  @Test func propertiesAndFiltersSelect() throws {
    let results = try ServedResults()
    func ids(_ collection: String, _ query: String) throws -> [String] {
      try results.json("/collections/\(collection)/items?limit=100&\(query)")["features"].items.map
      {
        $0["id"].string ?? String(Int($0["id"].number ?? -1))
      }
    }
    #expect(try ids("squares", "name=square%203") == ["q3"])
    #expect(try ids("squares", "people=300&name=square%203") == ["q3"])
    #expect(try ids("squares", "filter=people%3E2200&filter-lang=cql2-text") == ["q23", "q24"])
    #expect(try ids("squares", "filter=name%20IS%20NULL") == ["q25"])
    #expect(try ids("squares", "filter=NOT%20people%3E%3D100") == ["q0"], "unknown is not false")
    #expect(try ids("points", "kind=b") == ["2"])
    #expect(try ids("points", "filter=size%3D1.5") == ["1"])
  }

  @Test func systemsOfTheAnswer() throws {
    let results = try ServedResults()
    let root = "http://www.opengis.net/def/crs/EPSG/0/"
    func first(_ code: String) throws -> (numbers: [Double], header: String?) {
      let answer = try results.get("/collections/points/items?crs=\(root)\(code)")
      let json = try ParsedJSON(answer.text())
      return (
        json["features"][0]["geometry"]["coordinates"].numbers, answer.header("Content-Crs")
      )
    }
    #expect(try first("4326").numbers == [43.5297, 5.4474])
    #expect(try first("4326").header == "<\(root)4326>")
    // As pyproj gives them.
    for (code, expected) in [
      ("2154", [897_884.8355, 6_273_136.3690]), ("3035", [2_280_190.9894, 3_952_290.3042]),
      ("3857", [606_401.7941, 5_392_948.3014]),
    ] {
      let numbers = try first(code).numbers
      #expect(zip(numbers, expected).allSatisfy { abs($0 - $1) < 0.001 }, "\(code): \(numbers)")
    }
    let plain = try results.get("/collections/points/items")
    #expect(plain.header("Content-Crs") == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>")
    #expect(try results.get("/collections/points/items?crs=\(root)27700").status == 400)
  }

  @Test(arguments: [
    ("limit=0", "limit"), ("limit=-1", "limit"), ("limit=1e9", "limit"), ("limit=", "limit"),
    ("limit=10&limit=20", "limit"), ("offset=-1", "offset"), ("bbox=1,2,3", "bbox"),
    ("bbox=5,44,6,43", "bbox"), ("bbox=6,44,5,43", "bbox"), ("bbox=nan,1,2,3", "bbox"),
    ("bbox=inf,1,2,3", "bbox"), ("bbox=", "bbox"),
    ("bbox=0,-91,1,1", "bbox"), ("datetime=yesterday", "datetime"), ("datetime=../..", "datetime"),
    ("datetime=2024-02-01/2023-01-01", "datetime"), ("filter=nobody%3D1", "filter"),
    ("filter-lang=sql", "filter-lang"), ("nobody=1", "nobody"), ("people=many", "people"),
    ("f=xml", "f"), ("crs=EPSG:1", "crs"), ("bbox-crs=x", "bbox-crs"), ("after=x", "after"),
  ])
  func whatIsWrongWithARequestIsToldByItsParameter(_ query: String, _ parameter: String) throws {
    let results = try ServedResults()
    let answer = try results.get("/collections/squares/items?\(query)")
    #expect(answer.status == 400)
    #expect(answer.header("Content-Type") == "application/problem+json")
    let problem = try ParsedJSON(answer.text())
    #expect(problem["status"].number == 400)
    #expect(problem["parameter"].string == parameter)
    #expect(!(problem["detail"].string ?? "").isEmpty)
  }

  @Test func aLargeLimitIsTakenAsTheLargest() throws {
    #expect(
      try ServedResults().json("/collections/squares/items?limit=1000000000")["features"].items
        .count
        == 26)
  }

  @Test(arguments: [
    "/nothing", "/collections/dUmmYColLection", "/collections/squares/items/q99",
    "/collections/squares/nothing", "/collections/..%2F..%2Fetc%2Fpasswd/items", "/../etc/passwd",
    "/fields.json", "/collections/squares/tiles/Other/0/0/0",
    "/collections/squares/tiles/WebMercatorQuad/2/4/0",
    "/collections/squares/tiles/WebMercatorQuad/25/0/0",
  ])
  func whatIsNotThereIsNotFound(_ target: String) throws {
    let answer = try ServedResults().get(target)
    #expect(answer.status == 404)
    #expect(answer.header("Content-Type") == "application/problem+json")
  }

  @Test func onlyReadingIsUnderstood() throws {
    let results = try ServedResults()
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
      let request = try #require(
        ServiceRequest(method: method, target: "/", base: ServedResults.base))
      let answer = results.service.answer(request)
      #expect(answer.status == 405)
      #expect(answer.header("Allow") == "GET, HEAD, OPTIONS")
    }
    let options = try #require(
      ServiceRequest(method: "OPTIONS", target: "/", base: ServedResults.base))
    #expect(results.service.answer(options).header("Access-Control-Allow-Origin") == "*")
  }

  @Test func targetsThatAreNoneAreRefused() throws {
    let results = try ServedResults()
    #expect(try results.get("/%FF").status == 400)
    #expect(try results.get("/?%zz=1").status == 400)
    #expect(try results.get("/" + String(repeating: "a", count: 20_000)).status == 414)
    #expect(try results.get("/?" + String(repeating: "a&", count: 300)).status == 400)
    #expect(try results.get("/" + String(repeating: "a/", count: 100)).status == 400)
  }

  @Test func anAnswerThatHasNotChangedIsNotSentAgain() throws {
    let results = try ServedResults()
    let target = "/collections/squares/items?limit=3"
    let tag = try #require(try results.get(target).header("ETag"))
    #expect(try results.get(target).header("ETag") == tag)
    #expect(try results.get(target + "&f=html").header("ETag") != tag)
    #expect(try results.get(target, encoding: "gzip").header("ETag") != tag)
    var request = try #require(
      ServiceRequest(method: "GET", target: target, base: ServedResults.base))
    request.accept = "application/json"
    request.ifNoneMatch = "\"other\", \(tag)"
    #expect(results.service.answer(request).status == 304)
    // Another file, another answer.
    try ServedResults.write(ServedResults.squares(5), to: results.scratch.file("amp-geo.gpkg"))
    _ = results.service.refresh()
    let changed = results.service.answer(request)
    #expect(changed.status == 200)
    #expect(try ParsedJSON(changed.text())["numberMatched"].number == 6)
  }

  @Test func compressedAnswersAreTheSameOnceDecompressed() throws {
    let results = try ServedResults(squares: 25)
    let plain = try results.get("/collections/squares/items?limit=26").bytes()
    let answer = try results.get(
      "/collections/squares/items?limit=26", encoding: "deflate, gzip;q=0.5")
    #expect(answer.header("Content-Encoding") == "gzip")
    let zipped = try answer.bytes()
    #expect(zipped.count < plain.count)
    let path = try results.scratch.write("answer.gz", zipped)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "gzip -dc \(path) > \(path).txt"]
    try process.run()
    process.waitUntilExit()
    #expect(Array(try Data(contentsOf: URL(fileURLWithPath: path + ".txt"))) == plain)
    let refused = try results.get("/collections/squares/items", encoding: "gzip;q=0")
    #expect(refused.header("Content-Encoding") == nil)
  }

  @Test func theSameRequestHasTheSameBytesKeptOrNot() throws {
    let kept = try ServedResults(cacheBytes: 1 << 20)
    let target = "/collections/squares/items?limit=9&bbox=5,43,6,44"
    let first = try kept.get(target).bytes()
    #expect(try kept.get(target).bytes() == first)
    let fresh = try ServedResults(cacheBytes: 0)
    #expect(try fresh.get(target).bytes() == first)
  }

  @Test func longAnswersComeInPieces() throws {
    let results = try ServedResults()
    var places = Geometries(crs: .wgs84)
    let name = String(repeating: "long ", count: 100)
    for i in 0..<9001 { places.appendPoint(x: 5 + Double(i) / 9001, y: 43) }
    let names: [String?] = Array(repeating: name, count: places.count)
    let layer = Layer(
      name: "long", geometries: places, attributes: Attributes(columns: [Column("name", names)]))
    try ServedResults.write(layer, to: results.scratch.file("long.gpkg"))
    _ = results.service.refresh()
    let answer = try results.get("/collections/long/items?limit=10000")
    guard case .pieces = answer.body else {
      Issue.record("an answer of megabytes is not made as a whole")
      return
    }
    let json = try ParsedJSON(answer.text())
    #expect(json["features"].items.count == 9001)
    #expect(json["numberReturned"].number == 9001)
  }

  @Test func filesThatComeAndGoAreServedAndNot() throws {
    let results = try ServedResults()
    #expect(results.service.collections == ["squares", "points"])
    try results.scratch.write("later.geojson", ServedResults.points)
    #expect(results.service.refresh().count == 1)
    #expect(try results.get("/collections/later/items").status == 200)
    try results.scratch.remove("later.geojson")
    try results.scratch.remove("amp-geo.gpkg")
    #expect(results.service.refresh().count == 2)
    #expect(results.service.refresh().isEmpty)
    #expect(try results.get("/collections/later/items").status == 404)
    #expect(results.service.collections == ["points"])
    try results.scratch.write("broken.geojson", "{\"type\":")
    #expect(results.service.refresh().count == 1, "it is told once")
    #expect(results.service.refresh().isEmpty)
    #expect(results.service.collections == ["points"])
  }

  @Test func linksThatLeadOutOfTheFolderAreNotFollowed() throws {
    let outside = try Scratch()
    try outside.write("secret.geojson", ServedResults.points)
    let results = try ServedResults()
    try FileManager.default.createSymbolicLink(
      atPath: results.scratch.file("secret.geojson"),
      withDestinationPath: outside.file("secret.geojson"))
    try FileManager.default.createSymbolicLink(
      atPath: results.scratch.file("report.html"), withDestinationPath: "/etc/passwd")
    _ = results.service.refresh()
    #expect(!results.service.collections.contains("secret"))
    #expect(try results.get("/", accept: "text/html").text().contains("Collections"))
  }

  @Test func foldersThatCannotBeServed() throws {
    let scratch = try Scratch()
    #expect(throws: FormatError.self) {
      try WebService(WebService.Settings(folder: scratch.file("nowhere")))
    }
    #expect(throws: FormatError.self) {
      try WebService(WebService.Settings(folder: scratch.path, files: [scratch.file("no.gpkg")]))
    }
    try scratch.write("manifest.json", "{\"manifest\": 2, \"files\": []}")
    #expect { try WebService(WebService.Settings(folder: scratch.path)) } throws: {
      ($0 as? FormatError)?.reason.contains("another version") == true
    }
  }

  @Test func queryablesHaveTheWordsOfTheDictionary() throws {
    let results = try ServedResults()
    let english = try results.json("/collections/squares/queryables")
    #expect(english["properties"]["people"]["title"].string == "People")
    #expect(english["properties"]["people"]["type"].string == "integer")
    #expect(english["properties"]["geometry"]["format"].string == "geometry-polygon")
    let french = try results.json("/collections/squares/queryables?lang=fr")
    #expect(french["properties"]["people"]["description"].string == "Ceux qui y habitent.")
  }

  @Test func whatFilesHoldIsNoMarkupInPages() throws {
    let page = try ServedResults().get("/collections/points/items?f=html").text()
    #expect(page.contains("a&lt;b&gt;"))
    #expect(!page.contains("a<b>"))
  }
}
