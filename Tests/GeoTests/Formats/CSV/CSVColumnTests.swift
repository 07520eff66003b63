import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats

@Suite struct CSVColumnTests {
  @Test(arguments: [
    ("0", Column.Kind.integer), ("-12", .integer), ("9223372036854775807", .integer),
    ("0.5", .number), ("-0.0", .number), ("43.530", .number), ("1e5", .number),
    ("1.5E-07", .number),
  ]) func takesNumbersAsJSONWritesThem(text: String, kind: Column.Kind) {
    #expect(CSVColumn.numberKind(Array(text.utf8)[...]) == kind)
  }

  @Test(arguments: [
    "", "01234", "2A004", "+1", ".5", "1.", "-", "-0", "1e", "1e+", "0x10", "nan", "inf", "1e999",
    "9223372036854775808", " 1", "1 ", "1,5", "--1", "00", "٣",
  ]) func leavesOtherTextAlone(text: String) {
    #expect(CSVColumn.numberKind(Array(text.utf8)[...]) == nil)
  }

  @Test func typesWholeColumns() throws {
    let folder = try Scratch()
    let path = try folder.write(
      "t.csv", "insee,pop,share,open,note\n13001,10,0.5,true,x\n2A004,,2,,5\n")
    let layer = try CSVFormat().read(LayerSource(path: path), options: ReadOptions())
    let columns = layer.attributes.columns
    #expect(columns[0].kinds == [.string, .string])
    #expect(columns[1].kinds == [.integer, .null])
    #expect(columns[2].kinds == [.number, .integer])
    #expect(columns[3].kinds == [.bool, .null])
    #expect(columns[4].kinds == [.string, .string])
    #expect(columns[0].string(0) == "13001")
  }

  /// The room found by the first pass is what the second fills.
  @Test(arguments: [
    ["1", "", "22.5"], ["true", "false", ""], ["a\"b\\", "\t\n\r", "\u{1}é", ""], ["1", "x"],
  ]) func findsTheRoomThatAColumnTakes(cells: [String]) {
    var type = CSVColumn()
    for cell in cells { type.survey(Array(cell.utf8)[...]) }
    var column = type.column(named: "a")
    let room = (column.kinds.capacity, column.ends.capacity, column.bytes.capacity)
    for cell in cells { type.append(Array(cell.utf8)[...], to: &column) }
    #expect(column.count == cells.count)
    #expect(column.kinds.capacity == room.0)
    #expect(column.ends.capacity == room.1)
    #expect(column.bytes.capacity == room.2)
    let size = column.kinds.contains(.string) ? type.stringSize : type.plainSize
    #expect(column.bytes.count == size)
  }
}
