internal import GeoCore
internal import GeoFormats

/// What a request for features asks for: which, how many, in which system.
///
/// **Source:** OGC 17-069r4, OGC API - Features - Part 1, clause 7.15; 18-058r1, Part 2, clause 7;
/// 19-079r2, Part 3, clause 6.
struct FeatureQuery {
  /// How many features an answer has where nothing is said.
  static let usualLimit = 10
  /// No answer has more features; who asks for more gets as many.
  static let mostFeatures = 10_000

  var limit = usualLimit
  var offset = 0
  var after: Int?
  var condition: FeatureCondition?
  var system: ServedSystem

  /// The parameters that every collection knows, beside its properties.
  static let parameters = [
    "f", "limit", "offset", "after", "bbox", "bbox-crs", "crs", "datetime", "filter", "filter-lang",
    "filter-crs",
  ]

  /// - Throws: `ServiceProblem` naming the parameter that is wrong.
  init(_ request: ServiceRequest, _ collection: ServedCollection) throws(ServiceProblem) {
    system = try Self.system(request, "crs", collection) ?? .crs84
    if let text = request.value(of: "limit") {
      guard let number = Self.number(text), number >= 1 else {
        throw .bad("limit", "limit is \"\(text)\", and must be a whole number of 1 or more")
      }
      limit = min(number, Self.mostFeatures)
    }
    if let text = request.value(of: "offset") {
      guard let number = Self.number(text) else {
        throw .bad("offset", "offset is \"\(text)\", and must be a whole number of 0 or more")
      }
      offset = number
    }
    if let text = request.value(of: "after") {
      guard let number = Int(text) else {
        throw .bad("after", "after is \"\(text)\": take it as a link rel=next has it")
      }
      after = number
    }
    if let text = request.value(of: "datetime") {
      guard DateTimeInterval.isValid(text) else {
        throw .bad(
          "datetime", "datetime is \"\(text)\", and must be a time of RFC 3339, or two with a slash"
        )
      }
    }
    var conditions: [FeatureCondition] = []
    if let box = try Self.box(request, collection) { conditions.append(box) }
    conditions += try Self.properties(request, collection)
    if let filter = try Self.filter(request, collection) { conditions.append(filter) }
    condition =
      conditions.isEmpty ? nil : conditions.count == 1 ? conditions[0] : .all(conditions)
  }

  /// A whole number of digits alone.
  private static func number(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  /// The system that a parameter names; nil when it is not given.
  static func system(
    _ request: ServiceRequest, _ name: String, _ collection: ServedCollection
  ) throws(ServiceProblem) -> ServedSystem? {
    guard let text = request.value(of: name) else { return nil }
    guard let system = ServedSystem.named(text, among: collection.systems) else {
      let known = collection.systems.map(\.uri).joined(separator: ", ")
      throw .bad(name, "\(name) is \"\(text)\", and can be one of \(known)")
    }
    return system
  }

  private static func box(
    _ request: ServiceRequest, _ collection: ServedCollection
  ) throws(ServiceProblem) -> FeatureCondition? {
    let system = try system(request, "bbox-crs", collection) ?? .crs84
    guard let text = request.value(of: "bbox") else { return nil }
    let fields = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = fields.compactMap { Double($0) }
    guard fields.count == numbers.count, fields.count == 4 || fields.count == 6,
      numbers.allSatisfy(\.isFinite)
    else {
      throw .bad("bbox", "bbox is \"\(text)\", and must be 4 finite numbers with commas, or 6")
    }
    let half = numbers.count / 2
    let given = Box(
      minX: numbers[0], minY: numbers[1], maxX: numbers[half], maxY: numbers[half + 1])
    let boxes: [Box]
    do throws(BoxError) {
      boxes = try collection.boxes(
        of: system.latitudeFirst ? given.swapped : given, in: system.crs)
    } catch {
      throw .bad("bbox", "bbox is \"\(text)\": \(error.reason)")
    }
    return boxes.count == 1 ? .meets(boxes[0]) : .any(boxes.map { .meets($0) })
  }

  private static func properties(
    _ request: ServiceRequest, _ collection: ServedCollection
  ) throws(ServiceProblem) -> [FeatureCondition] {
    var conditions: [FeatureCondition] = []
    for (name, text) in request.parameters where !parameters.contains(name) {
      guard let column = collection.column(name) else {
        throw .bad(
          name,
          "there is no parameter and no property \(name): see the queryables of the collection")
      }
      let value: FeatureCondition.Value
      switch column.type {
      case .text, .any: value = .text(text)
      case .integer, .number:
        guard let number = Double(text), number.isFinite else {
          throw .bad(name, "\(name) is \"\(text)\", and must be a number")
        }
        value = .number(number)
      case .boolean:
        guard text == "true" || text == "false" else {
          throw .bad(name, "\(name) is \"\(text)\", and must be true or false")
        }
        value = .bool(text == "true")
      }
      conditions.append(.compares(column: name, .equal, value))
    }
    return conditions
  }

  private static func filter(
    _ request: ServiceRequest, _ collection: ServedCollection
  ) throws(ServiceProblem) -> FeatureCondition? {
    if let language = request.value(of: "filter-lang"), language != "cql2-text" {
      throw .bad("filter-lang", "filter-lang is \"\(language)\", and can be cql2-text")
    }
    let system = try system(request, "filter-crs", collection) ?? .crs84
    guard let text = request.value(of: "filter") else { return nil }
    do throws(CQL2Error) {
      return try CQL2Parser.condition(text, columns: collection.source.columns) {
        box throws(CQL2Error) in
        do throws(BoxError) {
          return try collection.boxes(
            of: system.latitudeFirst ? box.swapped : box, in: system.crs)
        } catch {
          throw CQL2Error(place: 1, reason: "its box: \(error.reason)")
        }
      }
    } catch {
      throw .bad("filter", "filter: character \(error.place): \(error.reason)")
    }
  }
}
