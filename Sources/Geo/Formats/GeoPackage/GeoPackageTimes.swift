internal import GeoCore

/// Dates with times as a GeoPackage has them: in UTC, to the millisecond, `2025-12-31T23:59:00.000Z`.
///
/// **Source:** OGC 12-128r18, GeoPackage 1.3, table 1 (DATETIME).
enum GeoPackageTimes {
  /// Whether all values of a column of such texts are whole milliseconds, in years of four digits.
  static func fit(_ column: Column) -> Bool {
    column.kinds.indices.allSatisfy { row in
      guard let text = column.string(row) else { return true }
      return TimeText(text).flatMap(utc) != nil
    }
  }

  /// The text in UTC; one without an offset is taken for UTC. The text itself when it is no such time.
  static func utc(_ text: String) -> String { TimeText(text).flatMap(utc) ?? text }

  private static func utc(_ time: TimeText) -> String? {
    let milliseconds = time.secondsOfDay * 1000
    let whole = milliseconds.rounded()
    guard time.sort == .dateTime, abs(milliseconds - whole) < 1e-3 else { return nil }
    let dayLength = 86_400_000
    let total = Int(whole) - 60_000 * (time.offsetMinutes ?? 0)
    let shift = (Double(total) / Double(dayLength)).rounded(.down)
    let rest = total - Int(shift) * dayLength
    let day = TimeText.date(daysSince1970: time.daysSince1970 + Int(shift))
    guard day.utf8.count == 10 else { return nil }
    func padded(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }
    return "\(day)T\(clock.joined(separator: ":")).\(padded(rest % 1000, 3))Z"
  }

  /// What is to be said of a layer's times that is written, each a sentence.
  static func notes(on layer: Layer, _ plan: GeoPackageTablePlan) -> [String] {
    var local: [String] = []
    var clocks: [String] = []
    for planned in plan.columns {
      guard let place = planned.attribute else { continue }
      let column = layer.attributes.columns[place]
      if planned.type == .dateTime {
        let lacksOffset = column.kinds.indices.contains { row in
          column.string(row).flatMap { TimeText($0) }.map { $0.offsetMinutes == nil } ?? false
        }
        if lacksOffset { local.append(planned.name) }
      } else if planned.type == .text, TimeText.sort(of: column) == .time {
        clocks.append(planned.name)
      }
    }
    var notes: [String] = []
    if !local.isEmpty {
      notes.append(
        "times without an offset are written as UTC, since a GeoPackage has no others: "
          + local.joined(separator: ", "))
    }
    if !clocks.isEmpty {
      notes.append(
        "times of day stay text, since a GeoPackage has no type for them: "
          + clocks.joined(separator: ", "))
    }
    return notes
  }
}
