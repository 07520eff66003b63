import PlanningAccess
public import PlanningStudies

/// The studies that a plan can ask for, in the order of results. A new one is a line here.
enum StudyList {
  static let all: [any PlannedStudy.Type] = [
    PeopleStudy.self, CoverageStudy.self, AccessibilityStudy.self, OverlapStudy.self,
    SitingStudy.self, ReachStudy.self, IndicatorStudy.self,
  ]
}

extension PlanReader {
  /// The reader of plans with all studies of the program.
  public static let standard = PlanReader(studies: StudyList.all, commonFiles: MainJob.commonFiles)
}
