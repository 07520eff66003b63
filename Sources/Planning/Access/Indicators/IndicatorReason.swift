public import GeoCore

/// Why an indicator has no figure.
public enum IndicatorReason: String, Sendable, CaseIterable {
  /// The plan does not name the data.
  case noData = "no_data"
  /// The data does not cover the zone.
  case notCovered = "not_covered"
  /// The source has no number there.
  case notKnown = "not_known"
  /// Nobody lives there, or nobody whom it is about.
  case noPeople = "no_people"
  /// The zone has no area, or there is nothing to take a share of.
  case noGround = "no_ground"
  /// The counts of people have no such group.
  case noGroup = "no_group"
  /// Nothing has changed that a change could be divided by.
  case noChange = "no_change"
  /// It is about ways on foot, and the network has others.
  case notOnFoot = "not_on_foot"

  /// What people read.
  public var label: Wording {
    switch self {
    case .noData:
      Wording(en: "the data that it needs is not named", fr: "donnée non fournie")
    case .notCovered:
      Wording(en: "the data does not cover the zone", fr: "la donnée ne couvre pas la zone")
    case .notKnown:
      Wording(en: "the source has no number", fr: "la source ne donne pas de nombre")
    case .noPeople:
      Wording(en: "nobody whom it is about lives there", fr: "personne de concerné n’y habite")
    case .noGround:
      Wording(
        en: "there is no ground, or nothing to take a share of",
        fr: "pas de sol, ou rien dont prendre une part")
    case .noGroup:
      Wording(
        en: "the counts of people have no such group",
        fr: "les habitants ne sont pas comptés par ce groupe")
    case .noChange:
      Wording(en: "people have not become more", fr: "la population n’a pas crû")
    case .notOnFoot:
      Wording(en: "the network is not for people on foot", fr: "le réseau n’est pas piéton")
    }
  }
}
