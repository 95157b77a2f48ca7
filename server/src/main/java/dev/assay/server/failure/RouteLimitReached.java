package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The items of a project require as many different sets of tags as there can be. */
public final class RouteLimitReached extends Failure {
  private static final long serialVersionUID = 1L;

  public RouteLimitReached(int limit) {
    super(
        ErrorReason.ERROR_REASON_ROUTE_LIMIT_REACHED,
        Code.RESOURCE_EXHAUSTED,
        "the items of a project require at most "
            + limit
            + " different sets of tags; let items that the same annotators can label require the"
            + " same tags",
        Map.of("limit", Integer.toString(limit)));
  }
}
