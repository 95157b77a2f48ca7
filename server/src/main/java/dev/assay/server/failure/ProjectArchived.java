package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The project grants no more work and takes no items or scores. */
public final class ProjectArchived extends Failure {
  private static final long serialVersionUID = 1L;

  public ProjectArchived(String name) {
    super(
        ErrorReason.ERROR_REASON_PROJECT_ARCHIVED,
        Code.FAILED_PRECONDITION,
        "\"" + name + "\" is archived and cannot be changed; make a new project for new work",
        Map.of("project", name));
  }
}
