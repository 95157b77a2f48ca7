package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** A project of that name exists. */
public final class ProjectExists extends Failure {
  private static final long serialVersionUID = 1L;

  public ProjectExists(String name) {
    super(
        ErrorReason.ERROR_REASON_PROJECT_EXISTS,
        Code.ALREADY_EXISTS,
        "\"" + name + "\" exists already; choose another name or use it as it is",
        Map.of("project", name));
  }
}
