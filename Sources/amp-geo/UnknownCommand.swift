import ArgumentParser
import GeoCore
import PlanningIntegrity
import PlanningStudies

/// Words where a command is expected that name none.
enum UnknownCommand {
  /// - Throws: `InputError` of kind `usage` that names the word, and the command that may be meant.
  static func refuse(_ arguments: [String], of root: any ParsableCommand.Type) throws(InputError) {
    var group = root
    var name = root._commandName
    for word in arguments {
      let commands = group.configuration.subcommands
      // The parser knows what to make of options; a command's own words come after it.
      guard !commands.isEmpty, !word.hasPrefix("-") else { return }
      guard word != "help" || group != root else { return }
      guard let known = commands.first(where: { $0._commandName == word }) else {
        throw unknown(word, among: commands.map { $0._commandName }, of: name)
      }
      group = known
      name += " " + word
    }
  }

  private static func unknown(
    _ word: String, among names: [String], of group: String
  ) -> InputError {
    let near = EditDistance.nearest(to: word, among: names)
    let hint = near.map { "\($0) is meant, perhaps; " } ?? ""
    return InputError(
      reason: "there is no command \"\(word)\"",
      remedy: "\(hint)\(group) has \(names.joined(separator: ", ")); see \(group) --help",
      kind: .usage)
  }
}
