internal import GeoCore

/// Groups of people that a source counts beside all of them: children, the old, the employed.
///
/// A group is a part of its row's people. Where these are dealt out or scaled, each group keeps its
/// part: a cell with a tenth of children has a tenth of children in all of its ground and under every
/// total. Groups may share people (women and children) or divide them (ages); groups that together are no
/// more than everybody are taken to divide them, and rows where they come to more are told of.
public struct PeopleGroups: Sendable {
  /// What the groups are called, in the order of the request.
  public let names: [String]
  /// Of each row, the part of its people that is in each group, 0…1; nil where the row does not say.
  let shares: [[Double?]]
  /// What a reader must know of the groups, a sentence each.
  public let notes: [String]

  /// No groups.
  static let none = PeopleGroups(names: [], shares: [], notes: [])

  private init(names: [String], shares: [[Double?]], notes: [String]) {
    self.names = names
    self.shares = shares
    self.notes = notes
  }

  /// Reads the groups of a layer.
  ///
  /// - Parameters:
  ///   - whole: the attribute that the groups are parts of.
  ///   - lenient: takes what is no number of people, or more than all, for unknown.
  /// - Throws: `InputError` for an attribute that is missing; `FormatError` for a row whose group is no
  ///   number of people, or larger than all its people.
  init(
    _ groups: [PeopleEntry.Group], of whole: String, in layer: Layer, lenient: Bool
  ) throws {
    guard !groups.isEmpty else {
      self = .none
      return
    }
    let wholes = try Self.column(whole, of: layer)
    let columns = try groups.map { try Self.column($0.field, of: layer) }
    var shares: [[Double?]] = []
    var sums = Sums(count: groups.count)
    for row in 0..<layer.count {
      let all = wholes.isMissing(row) ? nil : CountOfPeople.number(wholes, row)
      let counts = try columns.map { column in
        try Self.count(column, row, of: wholes, all, layer, lenient: lenient)
      }
      shares.append(counts.map { Self.share($0, of: all) })
      sums.add(counts, of: all, row)
    }
    names = groups.map(\.name)
    self.shares = shares
    notes = sums.notes(names, whole: whole, layer)
  }

  private static func column(_ name: String, of layer: Layer) throws(InputError) -> Column {
    guard let column = layer.attributes[name] else {
      throw InputError(
        path: layer.path, reason: "there is no attribute \"\(name)\" that counts a group of people",
        remedy: "attributes: \(layer.attributes.names.joined(separator: ", "))")
    }
    return column
  }

  private static func share(_ count: Double?, of all: Double?) -> Double? {
    guard let count, let all, all > 0 else { return nil }
    return count / all
  }

  private static func count(
    _ column: Column, _ row: Int, of wholes: Column, _ all: Double?, _ layer: Layer, lenient: Bool
  ) throws -> Double? {
    if column.isMissing(row) { return nil }
    func refuse(_ reason: String) throws -> Double? {
      if lenient { return nil }
      throw FormatError(
        path: layer.path, feature: layer.label(ofFeature: row), reason: reason,
        remedy: .anyOf(
          "correct the value", "take such groups for unknown with \(StudySetting.lenient)"))
    }
    guard let count = CountOfPeople.number(column, row), count >= 0 else {
      return try refuse("\"\(column.name)\" is \(column.json(row)), not a number of people")
    }
    if let all, count > all {
      return try refuse(
        "\"\(column.name)\" counts \(JSONText.number(count)) people of the \(JSONText.number(all))"
          + " of \"\(wholes.name)\": a group is no larger than all")
    }
    return count
  }

  /// What the groups come to.
  private struct Sums {
    private var ofGroups = 0.0
    private var ofAll = 0.0
    private var rowsBeyond: [Int] = []
    /// Of each group, how many rows with people do not say it.
    private var silent: [Int]

    init(count: Int) { silent = Array(repeating: 0, count: count) }

    mutating func add(_ counts: [Double?], of all: Double?, _ row: Int) {
      let sum = counts.reduce(0) { $0 + ($1 ?? 0) }
      ofGroups += sum
      ofAll += all ?? 0
      if let all, sum > all { rowsBeyond.append(row) }
      guard let all, all > 0 else { return }
      for group in counts.indices where counts[group] == nil { silent[group] += 1 }
    }

    func notes(_ names: [String], whole: String, _ layer: Layer) -> [String] {
      let untold = zip(names, silent).filter { $0.1 > 0 }.map { name, count in
        "\(Counted.text(count, "row")) of people without a number for group \(name): in none of its"
          + " figures"
      }
      guard names.count > 1, ofGroups <= ofAll, let first = rowsBeyond.first else { return untold }
      return untold + [
        "groups \(names.joined(separator: ", ")) come to more than \"\(whole)\" in"
          + " \(Counted.text(rowsBeyond.count, "row")): \(layer.label(ofFeature: first))"
          + (rowsBeyond.count > 1 ? " …" : "")
      ]
    }
  }
}
