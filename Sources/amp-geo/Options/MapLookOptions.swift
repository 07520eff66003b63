public import ArgumentParser
public import Atlas

/// How a map looks, apart from what it shows.
struct MapLookOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many classes, 1 to 8.", valueName: "n"))
  var classes: Int?

  @Option(
    help: ArgumentHelp(
      "How classes are made (auto). " + Self.list(ClassScheme.self, \.summary),
      valueName: "scheme"),
    completion: .words(of: ClassScheme.self))
  var scheme: ClassScheme?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Limits between classes of your own, in the unit of the file: 0,0.1,0.5.",
      valueName: "numbers"))
  var breaks: NumberList?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "How values are drawn (auto). " + Self.list(MapMarks.self, \.summary), valueName: "marks"),
    completion: .words(of: MapMarks.self))
  var marks: MapMarks = .auto

  @Option(
    help: ArgumentHelp(
      "Which features are named (auto). " + Self.list(MapLabels.self, \.summary),
      valueName: "which"),
    completion: .words(of: MapLabels.self))
  var labels: MapLabels = .auto

  @Option(
    help: ArgumentHelp(
      "The page (auto). " + Self.list(MapPage.self, \.summary), valueName: "page"),
    completion: .words(of: MapPage.self))
  var layout: MapPage = .auto

  @Flag(help: "Draw meridians and parallels.")
  var graticule = false

  mutating func validate() throws {
    if breaks != nil, classes != nil || scheme != nil {
      throw ValidationError("--breaks says what the classes are: leave out --classes and --scheme.")
    }
  }

  /// Sets what was asked for.
  func apply(to options: inout MapOptions) {
    options.classes = classes
    options.scheme = scheme ?? .auto
    options.breaks = breaks?.numbers ?? []
    options.marks = marks
    options.labels = labels
    options.page = layout
    options.graticule = graticule
  }

  private static func list<Choice: CaseIterable & RawRepresentable<String>>(
    _: Choice.Type, _ summary: (Choice) -> String
  ) -> String {
    Choice.allCases.map { "\($0.rawValue): \(summary($0))" }.joined(separator: "; ") + "."
  }
}

/// Numbers between commas.
struct NumberList: ExpressibleByArgument {
  var numbers: [Double]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    numbers = parts.compactMap { part in
      let text = part.drop { $0 == " " }
      return Double(text)
    }
    guard numbers.count == parts.count else { return nil }
  }
}

extension ClassScheme: ExpressibleByArgument {}
extension MapMarks: ExpressibleByArgument {}
extension MapLabels: ExpressibleByArgument {}
extension MapPage: ExpressibleByArgument {}
