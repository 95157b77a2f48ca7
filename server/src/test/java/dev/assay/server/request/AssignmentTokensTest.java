package dev.assay.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.failure.AssignmentNotFound;
import dev.assay.server.failure.TokenOutdated;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class AssignmentTokensTest {
  private static final long CREATED = 1_700_000_000_123L;
  private static final long NUMBER_BITS = (1L << 48) - 1;

  private final AssignmentTokens tokens = AssignmentTokens.of(new byte[16], 5);

  private static long number(AssignmentTokens tokens, String token, long projectId) {
    return tokens.head(token, projectId, 0) & NUMBER_BITS;
  }

  @Test
  void aTokenNamesItsAssignmentInItsProjectOnly() {
    for (long id = 1; id <= 1_000; id++) {
      String token = tokens.token(id, 7, CREATED + id);
      assertThat(token).matches("[0-9a-f]{32}");
      assertThat(number(tokens, token, 7)).isEqualTo(id);
      assertThatThrownBy(() -> number(tokens, token, 8)).isInstanceOf(AssignmentNotFound.class);
    }
  }

  @Test
  void aTokenOfAnotherKeyIsOfNoAssignment() {
    byte[] key = new byte[16];
    key[15] = 1;
    String token = AssignmentTokens.of(key, 5).token(1, 7, CREATED);
    assertThatThrownBy(() -> number(tokens, token, 7)).isInstanceOf(AssignmentNotFound.class);
  }

  @Test
  void aTokenOfAnotherIncarnationIsOutdated() {
    String token = AssignmentTokens.of(new byte[16], -6).token(1, 7, CREATED);
    assertThatThrownBy(() -> number(AssignmentTokens.of(new byte[16], 5), token, 7))
        .isInstanceOf(TokenOutdated.class)
        .hasMessageContaining("NextBatch");
  }

  @Test
  void tokensOfLeasesThatBeganAtOtherTimesDiffer() {
    assertThat(tokens.token(1, 7, CREATED)).isNotEqualTo(tokens.token(1, 7, CREATED + 1));
  }

  @Test
  void anAssignmentHasOneTokenInOneSpelling() {
    String token = tokens.token(26, 7, CREATED);
    String shouted = token.toUpperCase(Locale.ROOT);
    assertThat(shouted).isNotEqualTo(token);
    for (String other : new String[] {shouted, token + "0", token.substring(1), "", token + "="}) {
      Violations violations = new Violations();
      AssignmentTokens.check(other, "token", violations);
      assertThat(violations.isEmpty()).as(other).isFalse();
      assertThatThrownBy(() -> number(tokens, other, 7))
          .as(other)
          .isInstanceOf(AssignmentNotFound.class);
    }
  }
}
