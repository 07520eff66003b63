public import GeoCore
internal import GeoStreets
internal import PlanningAccess
internal import PlanningStudies

/// The door of a plan: settings are its keys.
public struct PlanDoor: Door {
  /// The door of whoever writes a plan.
  public init() {}

  /// `key`, or `key: value`; nil for what a plan does not set.
  public func words(for setting: any Setting, value: String?) -> String? {
    let key: String? =
      switch setting {
      case let setting as FileSetting: Self.key(of: setting)
      case let setting as StreetSetting: Self.key(of: setting)
      case let setting as StudySetting: Self.key(of: setting)
      case let setting as AccessSetting: Self.key(of: setting)
      default: nil
      }
    guard let key else { return nil }
    if let setting = setting as? FileSetting, setting == .crs { return key }
    if let setting = setting as? StudySetting, setting == .accuracy { return key }
    return value.map { "\(key): \($0)" } ?? key
  }

  private static func key(of setting: FileSetting) -> String? {
    switch setting {
    case .crs: "crs: in the entry of its layer"
    case .inputFormat, .output, .outputFormat: nil
    }
  }

  private static func key(of setting: StreetSetting) -> String? {
    switch setting {
    case .network: "network"
    case .maxSnap: "max_snap_m"
    case .clip, .stronglyConnected, .isochroneCell, .cutoff: nil
    }
  }

  private static func key(of setting: StudySetting) -> String? {
    switch setting {
    case .areaSystem: "area_crs"
    // Of the layer, or of its features.
    case .accuracy: "accuracy_m"
    case .lenient, .minArea, .areasOnly, .categorical: nil
    }
  }

  private static func key(of setting: AccessSetting) -> String? {
    switch setting {
    case .cellSize: "cell_size_m"
    case .studyArea, .measure, .decay, .interval, .intervalSummary, .count, .tau,
      .demandExponent, .demand, .demandField, .fillMissing, .add, .open, .groups, .zones,
      .fromColumn, .toColumn, .costColumn, .ignoreUnknown:
      nil
    }
  }
}
