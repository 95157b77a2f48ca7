package dev.assay.server.acquisition;

import dev.assay.v1.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * Why a batch is shorter than asked.
 *
 * @param line the budget line that the next assignment did not fit; empty where none refused one
 * @param retryAtMillis when asking again can help by the passing of time alone, or null
 */
record Stop(StopReason reason, String line, @Nullable Long retryAtMillis) {
  static Stop of(StopReason reason) {
    return new Stop(reason, "", null);
  }
}
