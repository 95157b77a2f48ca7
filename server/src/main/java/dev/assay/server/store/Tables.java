package dev.assay.server.store;

/** All tables at one instant. */
public interface Tables {
  ProjectTable projects();

  ProgressTable progress();

  BudgetTable budgets();

  LineTable lines();

  SpendTable spend();

  ItemTable items();

  ScoreTable scores();

  WaveTable waves();

  TaskTable tasks();

  AssignmentTable assignments();

  LabelTable labels();

  AnnotatorTable annotators();

  GoldTable gold();

  AdjudicationTable adjudications();

  VerdictTable verdicts();

  EvaluationTable evaluations();

  RequestTable requests();

  AuditTable audit();

  /** The 16 bytes that assignment tokens are made with. They never change. */
  byte[] tokenKey();

  /** Which incarnation of the store this is: another one after each restore of a backup. */
  int incarnation();
}
