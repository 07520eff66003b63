import ArgumentParser
import GeoCore
import GeoStreets
import PlanningAccess
import PlanningIntegrity
import PlanningStudies

/// The door of a command: settings are its options.
///
/// The help of the command is the one list of what it takes: an option that is not in it is never
/// advised. Where another command has it, that one is named.
struct CommandDoor: Door {
  private let command: any ParsableCommand.Type

  init(_ command: any ParsableCommand.Type) { self.command = command }

  func words(for setting: any Setting, value: String?) -> String? {
    let words: String? =
      switch setting {
      case let setting as FileSetting: self.words(for: setting)
      case let setting as StreetSetting: self.words(for: setting)
      case let setting as StudySetting: own(Self.option(of: setting))
      case let setting as AccessSetting: own(Self.option(of: setting))
      case let setting as CheckSetting: own(Self.option(of: setting))
      default: nil
      }
    return words.map { words in value.map { "\(words) \($0)" } ?? words }
  }

  /// An option, if the command has it.
  private func own(_ option: String) -> String? {
    command.helpMessage().split { " \n,/[]<>".contains($0) }.contains { $0 == option }
      ? option : nil
  }

  private func words(for setting: FileSetting) -> String? {
    switch setting {
    case .crs: own("--crs") ?? "amp-geo convert --crs, into a file that states it"
    // Elsewhere the option says where a way starts.
    case .inputFormat: command == ConvertCommand.self ? "--from" : "amp-geo convert --from"
    case .output: command == ConvertCommand.self ? "the second argument" : own("-o")
    case .outputFormat: own("--format")
    }
  }

  private func words(for setting: StreetSetting) -> String? {
    switch setting {
    case .clip: own("--clip") ?? "amp-geo network build --clip"
    case .stronglyConnected: own("--strongly-connected")
    case .isochroneCell: own("--cell")
    case .cutoff: own("--cutoff")
    case .maxSnap: own("--max-snap")
    case .network: own("--network")
    }
  }

  private static func option(of setting: StudySetting) -> String {
    switch setting {
    case .lenient: "--lenient"
    case .areaSystem: "--area-crs"
    case .accuracy: "--accuracy"
    case .minArea: "--min-area"
    case .areasOnly: "--areas-only"
    case .categorical: "--categorical"
    }
  }

  private static func option(of setting: AccessSetting) -> String {
    switch setting {
    case .cellSize: "--cell-size"
    case .studyArea: "--boundary"
    case .measure: "--measure"
    case .decay: "--decay"
    case .interval: "--interval"
    case .intervalSummary: "--interval-summary"
    case .count: "--count"
    case .tau: "--tau"
    case .demandExponent: "--demand-exponent"
    case .demand: "--demand"
    case .demandField: "--demand-field"
    case .fillMissing: "--fill-missing"
    case .add: "--add"
    case .open: "--open"
    case .groups: "--groups"
    case .zones: "--zones"
    case .fromColumn: "--from-column"
    case .toColumn: "--to-column"
    case .costColumn: "--cost-column"
    case .ignoreUnknown: "--ignore-unknown"
    }
  }

  private static func option(of setting: CheckSetting) -> String {
    switch setting {
    case .boundary: "--boundary"
    case .maxGap: "--max-gap"
    case .schema: "--schema"
    case .strict: "--strict"
    case .writeBaseline: "--write-baseline"
    }
  }
}
