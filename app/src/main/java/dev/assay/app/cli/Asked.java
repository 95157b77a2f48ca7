package dev.assay.app.cli;

import dev.assay.client.FailedPreconditionException;
import dev.assay.client.NotFoundException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered, or why this project has no such answer.
 *
 * @param answer null where there is none
 * @param reason why; empty where there is one
 */
record Asked<T>(@Nullable T answer, String reason) {
  /** Asks. What a project cannot have is a reason, everything else that goes wrong a failure. */
  static <T> Asked<T> of(Supplier<T> question) {
    try {
      return new Asked<>(question.get(), "");
    } catch (FailedPreconditionException | NotFoundException e) {
      return new Asked<>(null, String.valueOf(e.getMessage()));
    }
  }
}
