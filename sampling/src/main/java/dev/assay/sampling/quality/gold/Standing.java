package dev.assay.sampling.quality.gold;

/** Where an annotator stands. */
public enum Standing {
  /** Proven: few checks are needed. */
  TRUSTED,
  /** New or doubtful: not yet decided. */
  PROBATION,
  /** Found careless: gets no work until reinstated. */
  SUSPENDED
}
