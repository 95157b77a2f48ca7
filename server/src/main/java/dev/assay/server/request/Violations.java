package dev.assay.server.request;

import com.google.rpc.BadRequest.FieldViolation;
import dev.assay.server.failure.InvalidRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a request, field by field, so that the caller hears of everything at
 * once.
 */
public final class Violations {
  /** The most violations that one answer names. */
  public static final int MAX_VIOLATIONS = 50;

  private final List<FieldViolation> found = new ArrayList<>();

  /** Adds one, unless {@link #MAX_VIOLATIONS} are there. */
  public void add(String field, String description) {
    if (found.size() < MAX_VIOLATIONS) {
      found.add(FieldViolation.newBuilder().setField(field).setDescription(description).build());
    }
  }

  /** Adds one where the condition does not hold; returns the condition. */
  public boolean require(boolean condition, String field, String description) {
    if (!condition) {
      add(field, description);
    }
    return condition;
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<FieldViolation> found() {
    return List.copyOf(found);
  }

  /** Throws {@link InvalidRequest} when anything was added. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidRequest(found());
    }
  }
}
