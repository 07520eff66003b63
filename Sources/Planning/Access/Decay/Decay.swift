internal import GeoCore
public import PlanningStudies

/// How much less a destination counts the more it costs to reach: a weight for a cost.
///
/// To add one: write a type that conforms, and name it in `Decays.all`; `--decay` and its help read
/// that list.
public protocol Decay: Sendable {
  /// Its name, formula and source.
  static var about: DecayDescription { get }

  /// Takes the parameters between the parentheses.
  ///
  /// - Throws: `InputError` of kind `usage` naming the parameter that is wrong.
  init(_ arguments: DecayArguments) throws(InputError)

  /// The weight of a cost of 0 or more: 0 or more, never NaN.
  func weight(_ minutes: Double) -> Double

  /// The cost beyond which every weight is exactly 0; infinite when there is none.
  var end: Double { get }
}

extension Decay {
  /// Infinite: weights never become exactly 0.
  public var end: Double { .infinity }

  /// Writes the weights of many costs; 0 beyond the cutoff.
  func fill(_ weights: inout MutableSpan<Double>, of minutes: ArraySlice<Double>, cutoff: Double) {
    for i in weights.indices {
      let cost = minutes[minutes.startIndex + i]
      let weight = cost <= cutoff ? self.weight(cost) : 0
      weights[i] = weight < DecayWeight.least ? 0 : weight
    }
  }
}

/// What help and documents say of a decay.
public struct DecayDescription: Sendable {
  /// The name in front of the parentheses.
  public var name: String
  /// Other names it answers to.
  public var aliases: [String]
  /// An example of what `--decay` takes: `power(1)`.
  public var example: String
  /// The weight f(c) of a cost c, in ASCII.
  public var formula: String
  /// Author and year; `REFERENCES.md` has the rest.
  public var source: String

  /// A description; most decays answer to one name.
  public init(
    name: String, aliases: [String] = [], example: String, formula: String, source: String
  ) {
    self.name = name
    self.aliases = aliases
    self.example = example
    self.formula = formula
    self.source = source
  }
}

/// The one list of decays.
public enum Decays {
  /// All decays, in the order in which help lists them.
  public static let all: [any Decay.Type] = [
    BinaryDecay.self, LinearDecay.self, StepDecay.self, SteppedDecay.self, ExponentialDecay.self,
    GaussianDecay.self, LogisticDecay.self, PowerDecay.self,
  ]

  /// The decay that a text describes: `binary(30)`, `step(10:1,20:0.68,30:0.22)`, `power(1)`.
  /// - Throws: `InputError` of kind `usage` for an unknown name and for wrong parameters.
  public static func parse(_ text: String) throws(InputError) -> any Decay {
    let bare = text.filter { $0 != " " }
    let head = bare.prefix { $0 != "(" }
    let name = head.lowercased()
    let known = all.first { $0.about.name == name || $0.about.aliases.contains(name) }
    guard let known else {
      throw InputError(
        AccessSetting.decay, text, reason: "no decay is called \"\(head)\"",
        remedy: "known: \(all.map { $0.about.example }.joined(separator: ", "))")
    }
    let tail = bare.dropFirst(head.count)
    guard tail.first == "(", tail.last == ")", tail.count > 2 else {
      throw InputError(
        AccessSetting.decay, text, reason: "its parameters are missing",
        remedy: "write it like \(known.about.example)")
    }
    let values = tail.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
    let arguments = DecayArguments(
      text: text, values: values.map(String.init), about: known.about)
    return try known.init(arguments)
  }
}

/// The parameters between the parentheses, to be taken one by one.
public struct DecayArguments: Sendable {
  let text: String
  let values: [String]
  let about: DecayDescription

  func error(_ reason: String) -> InputError {
    InputError(
      AccessSetting.decay, text, reason: reason, remedy: "write it like \(about.example)")
  }

  /// Refuses more or fewer parameters than these.
  func require(_ names: [String], optional: Int = 0) throws(InputError) {
    guard (names.count - optional...names.count).contains(values.count) else {
      let list = names.joined(separator: ", ")
      throw error("\(values.count) parameters are given; \(about.name) takes \(list)")
    }
  }

  /// The value of a parameter.
  func number(_ place: Int, _ name: String) throws(InputError) -> Double {
    try number(values[place], name)
  }

  func number(_ value: String, _ name: String) throws(InputError) -> Double {
    guard let number = DecimalNumber.value(value) else {
      throw error("the \(name) \"\(value)\" is not a number")
    }
    return number
  }

  func positive(_ place: Int, _ name: String) throws(InputError) -> Double {
    let value = try number(place, name)
    guard value > 0 else { throw error("the \(name) must be greater than 0, not \(values[place])") }
    return value
  }

  func nonNegative(_ place: Int, _ name: String) throws(InputError) -> Double {
    let value = try number(place, name)
    guard value >= 0 else { throw error("the \(name) must be 0 or more, not \(values[place])") }
    return value
  }

  /// Pairs of cost and weight: costs that ascend from 0 or more, weights from 1 down to 0.
  func steps() throws(InputError) -> [(minutes: Double, weight: Double)] {
    var steps: [(minutes: Double, weight: Double)] = []
    for value in values {
      let halves = value.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard halves.count == 2 else { throw error("the step \"\(value)\" is not cost:weight") }
      let minutes = try number(halves[0], "cost of a step")
      let weight = try number(halves[1], "weight of a step")
      guard minutes >= 0, steps.last.map({ minutes > $0.minutes }) ?? true else {
        throw error("the costs of the steps must ascend from 0 or more, and \(halves[0]) does not")
      }
      guard (0...1).contains(weight) else {
        throw error("the weight of a step must be from 0 to 1, not \(halves[1])")
      }
      guard weight <= steps.last?.weight ?? 1 else {
        throw error("the weights of the steps must not rise, and \(halves[1]) does")
      }
      steps.append((minutes, weight))
    }
    return steps
  }
}
