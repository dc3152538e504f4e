// The reports that one query cannot say: one file each, one line here.

/// Every computed report.
public enum ComputedReports {
  /// By id in the order of this list; `report` lists them with the declared ones.
  public static let all: [any Report] = [
    ChangeReport(),
    ConcentrationReport(),
    MoversReport(),
    OpportunitiesReport(),
    QualityReport(),
    ReconcileReport(),
    SelfReport(),
    SummaryReport(),
    SuppliersReport(),
    TargetsReport(),
    UnratedReport(),
    WeightedReport(),
  ]
}
