package dev.assay.server.budget;

import dev.assay.v1.BudgetPlan;
import dev.assay.v1.TaskKind;
import dev.assay.v1.TaskPrice;
import org.jspecify.annotations.Nullable;

/**
 * What an assignment costs: the item's own price, else the annotator's, else that of the task kind,
 * else the project's default.
 *
 * @param annotatorMicros the annotator's own price, or null
 * @param defaultMicros the project's
 */
public record Prices(BudgetPlan plan, @Nullable Long annotatorMicros, long defaultMicros) {

  /**
   * The price of an assignment.
   *
   * @param itemMicros the item's own price, or null
   */
  public long micros(@Nullable Long itemMicros, TaskKind kind) {
    if (itemMicros != null) {
      return itemMicros;
    }
    if (annotatorMicros != null) {
      return annotatorMicros;
    }
    for (TaskPrice price : plan.getTaskPricesList()) {
      if (price.getTaskKind() == kind) {
        return price.getPriceMicros();
      }
    }
    return defaultMicros;
  }
}
