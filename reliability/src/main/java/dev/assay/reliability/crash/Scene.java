package dev.assay.reliability.crash;

import dev.assay.reliability.sequence.Command;
import java.util.List;

/**
 * A crash that is tried at every step.
 *
 * @param name the command that is interrupted
 * @param setting what happened before
 * @param acts the command; several that are committed as one group; or none: the chores
 * @param exact whether everything must be as in a run without a crash; where the server draws waves
 *     by itself in between, the repeated request may rightly find more of them
 */
record Scene(String name, List<Command> setting, List<Command> acts, boolean exact) {

  /** Whether the command is one that is refused. */
  boolean isRefused() {
    return name.endsWith(", refused");
  }
}
