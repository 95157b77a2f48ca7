package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The token was given before the store was restored from a backup. */
public final class TokenOutdated extends Failure {
  private static final long serialVersionUID = 1L;

  public TokenOutdated(int tokenIndex) {
    super(
        ErrorReason.ERROR_REASON_TOKEN_OUTDATED,
        Code.FAILED_PRECONDITION,
        "token "
            + tokenIndex
            + " was given before the store was restored from a backup, which may not know its"
            + " assignment; ask for new work with NextBatch",
        Map.of("token_index", Integer.toString(tokenIndex)));
  }
}
