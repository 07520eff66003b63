import GeoCore
import PlanningRun

/// The door of `run`: settings are keys of the plan, else options of the command.
struct RunDoor: Door {
  func words(for setting: any Setting, value: String?) -> String? {
    PlanDoor().words(for: setting, value: value)
      ?? CommandDoor(RunCommand.self).words(for: setting, value: value)
  }
}
