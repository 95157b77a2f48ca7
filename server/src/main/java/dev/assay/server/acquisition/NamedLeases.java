package dev.assay.server.acquisition;

import dev.assay.server.failure.AnnotatorMismatch;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The assignments of one annotator that a call names by their tokens. */
final class NamedLeases {
  /** The most assignments in one call. */
  static final int MAX_TOKENS = 500;

  private final Transaction transaction;
  private final long projectId;
  private final String annotatorId;
  private final AssignmentTokens tokens;

  NamedLeases(Transaction transaction, long projectId, String annotatorId) {
    this.transaction = transaction;
    this.projectId = projectId;
    this.annotatorId = annotatorId;
    this.tokens = AssignmentTokens.of(transaction);
  }

  /** Checks a call's tokens as texts. */
  static void check(List<String> tokens, Violations violations) {
    FieldRules.inRange(tokens.size(), 1, MAX_TOKENS, "tokens", violations);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      String field = "tokens[" + i + "]";
      AssignmentTokens.check(tokens.get(i), field, violations);
      violations.require(seen.add(tokens.get(i)), field, "stands twice in the call");
    }
  }

  /**
   * The assignment of a token, in whatever state it is.
   *
   * @param index the token's place in the call, for the failures
   * @throws dev.assay.server.failure.Failure when it is of no assignment of the project, or of
   *     another annotator's
   */
  AssignmentRow find(String token, int index) {
    AssignmentRow lease = tokens.find(transaction, token, projectId, index);
    if (!lease.annotatorId().equals(annotatorId)) {
      throw new AnnotatorMismatch(index);
    }
    return lease;
  }
}
