package dev.assay.server.store;

/** All tables at one instant, each given. */
public record TableSet(
    ProjectTable projects,
    ProgressTable progress,
    BudgetTable budgets,
    LineTable lines,
    SpendTable spend,
    ItemTable items,
    ScoreTable scores,
    WaveTable waves,
    TaskTable tasks,
    AssignmentTable assignments,
    LabelTable labels,
    AnnotatorTable annotators,
    GoldTable gold,
    AdjudicationTable adjudications,
    VerdictTable verdicts,
    EvaluationTable evaluations,
    RequestTable requests,
    AuditTable audit,
    byte[] tokenKey,
    int incarnation)
    implements Tables {

  @Override
  public byte[] tokenKey() {
    return tokenKey.clone();
  }
}
