internal import GeoCore
public import PlanningStudies

/// An amount at each place, such as people or doctors.
public struct Amounts: Sendable {
  /// One for each place, finite, 0 or more; 0 where it is missing.
  public let values: [Double]
  /// How many are missing, and where; nil when none is.
  public let note: String?
}

extension Places {
  /// The amount at each place, of a column. One that is missing counts as 0 and is noted.
  /// - Throws: `InputError` for a missing column, one that is empty from top to bottom, and for a
  ///   value that is not a number or negative.
  public func amounts(_ name: String) throws(InputError) -> Amounts {
    let given = try numbers(name) { $0 >= 0 ? nil : "not a number of 0 or more" }
    guard let first = given.firstIndex(where: { $0 == nil }) else {
      return Amounts(values: given.compactMap { $0 }, note: nil)
    }
    let missing = given.count { $0 == nil }
    guard missing < count else {
      throw InputError(
        path: path, reason: "no \(role.rawValue) has a \"\(name)\"",
        remedy: "name another column, or write 0 where there is none")
    }
    return Amounts(
      values: given.map { $0 ?? 0 },
      note: "\(path): \(Counted.text(missing, role.rawValue)) without \"\(name)\" "
        + "\(missing == 1 ? "counts" : "count") as 0, such as \"\(ids[first].text)\"")
  }

  /// The number at each place, of a column; nil where it is missing or `NA`, as R writes it.
  /// - Parameter refusal: what is wrong with a finite number; nil when nothing is.
  /// - Throws: `InputError` for a missing column, for a value that is not a finite number, and for
  ///   one that is refused.
  public func numbers(
    _ name: String, refusal: (Double) -> String? = { _ in nil }
  ) throws(InputError) -> [Double?] {
    let column = try column(name)
    var numbers: [Double?] = []
    numbers.reserveCapacity(count)
    for i in 0..<count {
      let text = column.string(i)
      if text == nil || text == "NA" {
        numbers.append(nil)
        continue
      }
      // One word makes a column of numbers one of text.
      let read = column.double(i) ?? text.flatMap { DecimalNumber.value(Array($0.utf8)[...]) }
      let value = read.flatMap { $0.isFinite ? $0 : nil }
      if let wrong = value.map(refusal) ?? "not a number" {
        throw InputError(
          path: path,
          reason: "\(role.rawValue) \"\(ids[i].text)\": \"\(name)\" is \(column.json(i)), \(wrong)",
          remedy: "correct it, or leave it empty")
      }
      numbers.append(value)
    }
    return numbers
  }
}
