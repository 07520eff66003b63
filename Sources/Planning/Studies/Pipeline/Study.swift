/// One analysis, declared once: a plan and a command are two doors to it.
///
/// A study says what it makes of layers; it gets them from a `StudyContext`, which books each of them,
/// so that inputs, checksums, PROJ pipelines, checks of areas and features left out stand in the
/// results without being asked for.
public protocol Study: Sendable {
  /// What it finds.
  associatedtype Output: StudyOutput

  /// What provenance calls it: `coverage`.
  static var analysis: String { get }
  /// The analyses whose results it takes; these run before it.
  static var needs: [String] { get }
  /// Whether it measures distances, so that the system of distances is one of its parameters.
  static var measuresDistances: Bool { get }
  /// Whether its ways follow streets where a network is named.
  static var followsStreets: Bool { get }

  /// - Throws: what is wrong with the layers, as `InputError`, `FormatError` or `PROJError`.
  func run(in context: StudyContext) throws -> Output
}

extension Study {
  /// None.
  public static var needs: [String] { [] }
  /// False: areas alone.
  public static var measuresDistances: Bool { false }
  /// Where distances are measured.
  public static var followsStreets: Bool { measuresDistances }
}

/// A study that a plan can ask for.
package protocol PlannedStudy: Study {
  /// The keys of the plan that it reads.
  static var planKeys: [String] { get }
  /// The files that it can write in a run.
  static var files: [StudyFile] { get }

  /// What the plan asks for; nil when it does not ask for the study.
  /// - Throws: `InputError` with the line of what is wrong.
  static func read(_ plan: PlanSections) throws(InputError) -> Self?
}

/// A file that a study can write in a run.
public struct StudyFile: Sendable, Equatable {
  /// The file's name in the folder of a run.
  public var name: String
  /// Whether it is written only when the plan names it.
  public var isOnRequest: Bool

  /// A file that is written always, or only when it is named.
  public init(_ name: String, isOnRequest: Bool = false) {
    self.name = name
    self.isOnRequest = isOnRequest
  }
}
