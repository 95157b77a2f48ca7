package dev.assay.server.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class AssignmentTokensTest {
  private final AssignmentTokens tokens = AssignmentTokens.of(new byte[16]);

  @Test
  void aTokenNamesItsAssignmentInItsProjectOnly() {
    for (long id = 1; id <= 1_000; id++) {
      String token = tokens.token(id, 7);
      assertThat(token).matches("[0-9a-f]{32}");
      assertThat(tokens.assignmentId(token, 7)).isEqualTo(id);
      assertThat(tokens.assignmentId(token, 8)).isNull();
    }
  }

  @Test
  void aTokenOfAnotherKeyIsOfNoAssignment() {
    byte[] key = new byte[16];
    key[15] = 1;
    assertThat(tokens.assignmentId(AssignmentTokens.of(key).token(1, 7), 7)).isNull();
  }

  @Test
  void anAssignmentHasOneTokenInOneSpelling() {
    String token = tokens.token(26, 7);
    String shouted = token.toUpperCase(Locale.ROOT);
    assertThat(shouted).isNotEqualTo(token);
    for (String other : new String[] {shouted, token + "0", token.substring(1), "", token + "="}) {
      Violations violations = new Violations();
      AssignmentTokens.check(other, "token", violations);
      assertThat(violations.isEmpty()).as(other).isFalse();
      assertThat(tokens.assignmentId(other, 7)).as(other).isNull();
    }
  }
}
