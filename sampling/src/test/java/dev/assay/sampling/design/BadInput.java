package dev.assay.sampling.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.InvalidDesignInputException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that input is refused, and for which reason. */
public final class BadInput {

  private BadInput() {}

  /** Asserts that the call refuses its input for the reason given. */
  public static void assertRefused(ThrowingCallable call, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidDesignInputException.class,
            refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
