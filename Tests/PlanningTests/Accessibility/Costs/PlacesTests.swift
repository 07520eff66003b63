import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

@Suite struct PlacesTests {
  private func places(
    _ text: String, idColumn: String? = nil, role: Places.Role = .origin
  ) throws -> Places {
    let folder = try Scratch()
    let layer = try LayerFormats.read(LayerSource(path: folder.write("p.csv", text)))
    return try Places(layer, role: role, idColumn: idColumn)
  }

  @Test func idsComeFromTheColumnIDElseTheFirst() throws {
    #expect(try places("n,id\n1,a\n2,b\n").ids.map(\.text) == ["a", "b"])
    #expect(try places("code,n\n01,a\n02,b\n").ids.map(\.text) == ["01", "02"])
    #expect(try places("n,id\n1,a\n2,b\n", idColumn: "n").ids.map(\.text) == ["1", "2"])
    #expect(try places("code,n\n7,a\n").ids == [FeatureID(numberText: "7")])
  }

  @Test func findsPlacesById() throws {
    let many = "id\n" + (0..<5000).map { "place-\($0)\n" }.joined()
    let found = try places(many)
    for i in stride(from: 0, to: 5000, by: 37) { #expect(try found.place("place-\(i)") == i) }
    #expect(throws: InputError.self) { try found.place("place-5000") }
    #expect(throws: InputError.self) { try found.place("") }
  }

  @Test(arguments: [
    ("id\na\nb\na\n", "origins 1 and 3 have the same id \"a\""),
    ("id,n\n,1\nb,2\n", "origin 1 has no \"id\""), ("id\n", "there are no origins"),
  ]) func refusesBadIDs(text: String, reason: String) throws {
    let error = try #require(throws: InputError.self) { try places(text) }
    #expect(error.reason.contains(reason), "\(error)")
  }

  @Test(arguments: ["id,n\na,-1\n", "id,n\na,NaN\n", "id,n\na,many\n", "id,n\na,1e999\n"])
  func refusesBadAmounts(text: String) throws {
    let error = try #require(throws: InputError.self) { try places(text).amounts("n") }
    #expect(error.reason.contains("origin \"a\": \"n\" is"), "\(error)")
  }

  @Test func whatIsMissingCountsAsNothingAndIsNoted() throws {
    let found = try places("id,n\na,1.5\nb,\nc,4\nd,NA\n").amounts("n")
    #expect(found.values == [1.5, 0, 4, 0])
    #expect(found.note?.hasSuffix("2 origins without \"n\" count as 0, such as \"b\"") == true)
    #expect(try places("id,n\na,1\n").amounts("n").note == nil)
    #expect(try places("id,n\na,-1\nb,\n").numbers("n") == [-1, nil])
    let error = try #require(throws: InputError.self) {
      try places("id,n\na,\nb,\n").amounts("n")
    }
    #expect(error.reason == "no origin has a \"n\"")
  }

  @Test func namesTheColumnsThereAre() throws {
    let error = try #require(throws: InputError.self) { try places("id,n\na,1\n").amounts("m") }
    #expect(error.kind == .usage && error.description.contains("they have: id, n"))
  }
}
