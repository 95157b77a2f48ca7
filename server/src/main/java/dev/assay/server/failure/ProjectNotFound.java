package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** No project has that name. */
public final class ProjectNotFound extends Failure {
  private static final long serialVersionUID = 1L;

  public ProjectNotFound(String name) {
    super(
        ErrorReason.ERROR_REASON_PROJECT_NOT_FOUND,
        Code.NOT_FOUND,
        "there is no project \"" + name + "\"; ListProjects shows those that exist",
        Map.of("project", name));
  }
}
