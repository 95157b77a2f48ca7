package dev.assay.server.budget;

import dev.assay.v1.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * Why a hold does not fit the budget.
 *
 * @param line the name of the line that it does not fit; empty where no line refused it
 * @param retryAtMillis when it may fit by the passing of time alone, or null
 * @param isForEverybody whether the same hold of another annotator would be refused for it, too
 */
public record Refusal(
    StopReason reason, String line, @Nullable Long retryAtMillis, boolean isForEverybody) {

  static Refusal of(StopReason reason) {
    return new Refusal(reason, "", null, true);
  }
}
