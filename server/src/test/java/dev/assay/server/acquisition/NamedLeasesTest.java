package dev.assay.server.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest.FieldViolation;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.request.Violations;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NamedLeasesTest {
  private static final AssignmentTokens TOKENS = AssignmentTokens.of(new byte[16], 1);

  private static List<String> tokens(int count) {
    return Stream.iterate(1L, i -> i + 1).limit(count).map(i -> TOKENS.token(i, 1, 2)).toList();
  }

  private static List<String> wrong(List<String> tokens) {
    Violations violations = new Violations();
    NamedLeases.check(tokens, violations);
    return violations.found().stream().map(FieldViolation::getField).toList();
  }

  @Test
  void oneTokenToAsManyAsOneCallMayNameAreTaken() {
    assertThat(wrong(tokens(1))).isEmpty();
    assertThat(wrong(tokens(NamedLeases.MAX_TOKENS))).isEmpty();
    assertThat(wrong(tokens(0))).containsExactly("tokens");
    assertThat(wrong(tokens(NamedLeases.MAX_TOKENS + 1))).containsExactly("tokens");
  }

  @Test
  void aTokenThatIsNoneOrStandsTwiceIsNamedByItsPlace() {
    String token = TOKENS.token(1, 1, 2);
    assertThat(wrong(List.of(token, "no token", token))).containsExactly("tokens[1]", "tokens[2]");
  }
}
