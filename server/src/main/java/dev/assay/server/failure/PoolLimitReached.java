package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The pool holds as many items as the server is configured for. */
public final class PoolLimitReached extends Failure {
  private static final long serialVersionUID = 1L;

  public PoolLimitReached(long limit) {
    super(
        ErrorReason.ERROR_REASON_POOL_LIMIT_REACHED,
        Code.RESOURCE_EXHAUSTED,
        "a pool holds at most "
            + limit
            + " items on this server; raise pool.max-items or split the project",
        Map.of("limit", Long.toString(limit)));
  }
}
