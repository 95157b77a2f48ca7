package dev.assay.labelstudio.state;

/**
 * Where people work in Label Studio: each desk has a project there, leases and tasks of its own.
 */
public enum Desk {
  /** Annotators vote on items. */
  VOTES,
  /** Adjudicators decide items whose votes are in dispute. */
  ADJUDICATION
}
