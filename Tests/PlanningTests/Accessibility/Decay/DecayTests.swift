import Foundation
import GeoCore
import PlanningAccess
import PlanningStudies
import Testing

@Suite struct DecayTests {
  private func weight(_ text: String, _ cost: Double) throws -> Double {
    try Decays.parse(text).weight(cost)
  }

  @Test(
    arguments: [
      ("binary(30)", [(0, 1), (29.9, 1), (30, 1), (30.1, 0)]),
      ("binary(0)", [(0, 1), (0.1, 0)]),
      ("step(0:1,10:0.5)", [(0, 1), (0.1, 0.5), (10, 0.5), (11, 0)]),
      ("linear(40)", [(0, 1), (10, 0.75), (30, 0.25), (40, 0), (50, 0)]),
      (
        "step(10:1, 20:0.68, 30:0.22)",
        [(0, 1), (10, 1), (10.1, 0.68), (20, 0.68), (30, 0.22), (30.1, 0)]
      ),
      (
        "stepped(10:0.75,20:0.5,30:0)", [(0, 1), (9.9, 1), (10, 0.75), (20, 0.5), (30, 0), (99, 0)]
      ),
      ("power(1)", [(1, 1), (4, 0.25), (0.5, 2)]),
      ("power(2)", [(1, 1), (4, 0.0625)]),
      ("power(1,2)", [(0, 0.5), (2, 0.5), (4, 0.25)]),
      ("power(0)", [(0, 1), (7, 1)]),
      ("exponential(0)", [(0, 1), (7, 1)]),
      ("exponential(0.1)", [(0, 1), (1e6, 0)]),
      ("gaussian(20)", [(0, 1), (1e300, 0)]),
      ("logistic(30,10)", [(0, 1), (1e300, 0)]),
    ] as [(String, [(Double, Double)])])
  func handCases(text: String, cases: [(Double, Double)]) throws {
    for (cost, expected) in cases { #expect(try weight(text, cost) == expected, "\(text) \(cost)") }
  }

  /// The tables of the documentation of pysal's access: Gaussian of width 20, gravity of 1.
  @Test func publishedTables() throws {
    let gaussian = [
      (20.0, 0.6065306597126334), (40, 0.1353352832366127), (60, 0.011108996538242306),
    ]
    for (cost, expected) in gaussian {
      #expect(abs(try weight("gaussian(20)", cost) - expected) < 1e-15)
    }
  }

  @Test func closedForms() throws {
    for cost in stride(from: 0.25, through: 90, by: 0.25) {
      #expect(abs(try weight("exponential(0.08)", cost) - exp(-0.08 * cost)) < 1e-15)
      #expect(abs(try weight("power(1.7)", cost) - pow(cost, -1.7)) < 1e-12)
      #expect(abs(try weight("gaussian(15)", cost) - exp(-cost * cost / 450)) < 1e-15)
      let slope = Double.pi / (8 * 3.0.squareRoot())
      let logistic = (1 + exp(-25 * slope)) / (1 + exp((cost - 25) * slope))
      #expect(abs(try weight("logistic(25,8)", cost) - logistic) < 1e-14)
    }
    // Half of the fall at the mean, but for what is lost before the start.
    #expect(abs(try weight("logistic(25,8)", 25) - 0.5) < 0.01)
  }

  @Test(arguments: [
    ("binary(30)", 30), ("linear(40)", 40), ("step(10:1,20:0.68,30:0.22)", 30),
    ("step(10:1,20:0.5,30:0)", 20), ("step(10:0)", 0), ("stepped(10:0.75,20:0.5,30:0)", 30),
    ("stepped(10:0.75,20:0,30:0)", 20), ("stepped(10:0,20:0)", 10),
    ("stepped(10:0.75,20:0.5)", Double.infinity), ("step(10:0.5,20:0.5)", 20),
    ("power(1)", Double.infinity), ("gaussian(20)", Double.infinity),
  ])
  func endOfWeights(_ text: String, _ end: Double) throws {
    let decay = try Decays.parse(text)
    #expect(decay.end == end)
    for cost in [end + 1e-9, end + 1, 1e6] where cost.isFinite && end.isFinite {
      #expect(decay.weight(cost) == 0)
    }
  }

  @Test func weightsNeverRise() throws {
    for type in Decays.all {
      let decay = try Decays.parse(type.about.example)
      let weights = stride(from: 0.5, through: 200, by: 0.5).map { decay.weight($0) }
      for (a, b) in zip(weights, weights.dropFirst()) {
        #expect(a >= b && b >= 0 && a.isFinite, "\(type.about.name)")
      }
    }
  }

  @Test(arguments: [
    ("frog(1)", "no decay is called \"frog\""), ("power", "parameters are missing"),
    ("power()", "parameters are missing"), ("power(1", "parameters are missing"),
    ("power(a)", "the alpha \"a\" is not a number"), ("power(-1)", "the alpha must be 0 or more"),
    ("power(1,0)", "the least cost must be greater than 0"), ("power(1,2,3)", "3 parameters"),
    ("power(nan)", "the alpha \"nan\" is not a number"), ("power(inf)", "is not a number"),
    ("power(0x1p3)", "is not a number"), ("binary(-1)", "the cutoff must be 0 or more"),
    ("binary(1,2)", "2 parameters are given; binary takes cutoff"),
    ("linear(-5)", "the cutoff must be greater than 0"),
    ("exponential(-0.1)", "the beta must be 0 or more"),
    ("gaussian(0)", "the width must be greater than 0"), ("logistic(30)", "takes mean, sd"),
    ("logistic(30,0)", "the sd must be greater than 0"),
    ("logistic(-3,1)", "the mean must be greater than 0"),
    ("step(10)", "\"10\" is not cost:weight"), ("step(10:1,)", "\"\" is not cost:weight"),
    ("step(20:1,10:0.5)", "must ascend"), ("step(10:1,10:0.5)", "must ascend"),
    ("step(-1:1)", "must ascend from 0 or more"), ("step(0:1,0:1)", "must ascend"),
    ("step(10:-1)", "weight of a step must be from 0 to 1, not -1"),
    ("step(10:3)", "weight of a step must be from 0 to 1, not 3"),
    ("stepped(10:1.01)", "weight of a step must be from 0 to 1, not 1.01"),
    ("step(10:0.2,20:0.9)", "weights of the steps must not rise, and 0.9 does"),
    ("stepped(10:0,20:0.5)", "weights of the steps must not rise, and 0.5 does"),
    ("step(10:x)", "the weight of a step \"x\" is not a number"), ("step(10:1:2)", "cost:weight"),
  ])
  func wrongParametersAreNamed(text: String, reason: String) throws {
    let error = try #require(throws: InputError.self) { try Decays.parse(text) }
    #expect(error.kind == .usage)
    #expect(error.description.contains(reason), "\(error)")
  }
}
