package dev.assay.server.gold;

import dev.assay.server.store.ProjectRow;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the time of an answer from telling gold checks from ordinary work: a check is decrypted and
 * compared where a vote settles an item, which takes another time, by some tens of microseconds.
 * Where a policy has checks, answers about work are given at multiples of a step that is long
 * against that.
 */
public final class BlindTimes {
  /** The step, for projects with gold checks. */
  public static final long STEP_MILLIS = 5;

  private final Set<String> blind = ConcurrentHashMap.newKeySet();

  /** Notes what the project's policy says now. */
  public void see(ProjectRow project) {
    if (project.definition().getPolicy().hasGold()) {
      blind.add(project.definition().getName());
    } else {
      blind.remove(project.definition().getName());
    }
  }

  /** The step for a project of that resource name; 0 without checks. */
  public long stepMillis(String project) {
    return blind.contains(project) ? STEP_MILLIS : 0;
  }
}
