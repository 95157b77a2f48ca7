package dev.assay.labelstudio.bridge;

import dev.assay.client.ProjectName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a bridge links, and how.
 *
 * @param labelStudio where Label Studio is
 * @param poolProject the Label Studio project that holds the tasks
 * @param workProject the Label Studio project where annotators work, for {@link LeverKind#RELEASE};
 *     null lets the bridge make one
 * @param control the control of the labelling configuration; null where it has only one
 * @param idField the field of a task's data that is its item id; null takes a digest of the data
 * @param assayProject the Assay project
 * @param newProject what the Assay project is made with where it is not there; null refuses
 * @param lever how work is steered
 * @param ahead the most assignments that are open in Label Studio at once, from 1 to 500
 * @param lease how long a released task stays open for annotators
 * @param reconcile how often Label Studio is asked for changed tasks
 * @param fullReconcile how often it is asked for all of them, which alone shows deletions
 * @param stateFile the bridge's own file
 */
public record BridgeConfig(
    URI labelStudio,
    long poolProject,
    @Nullable Long workProject,
    @Nullable String control,
    @Nullable String idField,
    ProjectName assayProject,
    @Nullable NewProject newProject,
    LeverKind lever,
    int ahead,
    Duration lease,
    Duration reconcile,
    Duration fullReconcile,
    Path stateFile) {
  /** The most that one batch can lease. */
  public static final int MAX_AHEAD = 500;

  public static final int DEFAULT_AHEAD = 20;
  public static final Duration DEFAULT_LEASE = Duration.ofDays(7);
  public static final Duration DEFAULT_RECONCILE = Duration.ofSeconds(15);
  public static final Duration DEFAULT_FULL_RECONCILE = Duration.ofMinutes(5);

  /** How work is steered. */
  public enum LeverKind {
    /** Only leased tasks are in Label Studio: what is spent is bounded by what is released. */
    RELEASE,
    /** All tasks are there; scores put the leased ones first. */
    SCORE
  }

  /**
   * What a new Assay project costs and may cost, and how its items are settled.
   *
   * @param agreeingVotes how many equal answers settle an item
   * @param adjudicates whether items whose votes disagree go to adjudicators
   * @param showsVotes whether adjudicators see the votes
   */
  public record NewProject(
      String currencyCode,
      long priceMicros,
      long ceilingMicros,
      int agreeingVotes,
      boolean adjudicates,
      boolean showsVotes) {}

  /** Checks the ranges. */
  public BridgeConfig {
    if (ahead < 1 || ahead > MAX_AHEAD) {
      throw new IllegalArgumentException("ahead is " + ahead + ": use 1 to " + MAX_AHEAD);
    }
    if (lease.compareTo(Duration.ofMinutes(5)) < 0 || lease.compareTo(Duration.ofDays(30)) > 0) {
      throw new IllegalArgumentException("lease is " + lease + ": use 5 minutes to 30 days");
    }
  }
}
