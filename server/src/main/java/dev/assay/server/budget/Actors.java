package dev.assay.server.budget;

import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;

/** Who asks for an owner's change: what the request says, for nobody else knows. */
final class Actors {
  static final int MAX_LENGTH = 100;

  private Actors() {}

  static void check(String actor, Violations violations) {
    FieldRules.text(actor, 0, MAX_LENGTH, "actor", violations);
  }

  /** What the journal says. */
  static String of(String actor) {
    return actor.isEmpty() ? Ledger.OWNER : actor;
  }
}
