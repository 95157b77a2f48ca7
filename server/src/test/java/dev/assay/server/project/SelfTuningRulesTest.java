package dev.assay.server.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest.FieldViolation;
import dev.assay.server.request.Violations;
import dev.assay.v1.SelfTuning;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SelfTuningRulesTest {
  private static final Set<String> NAMES = Set.of("margin", "random", "k-center");

  private static Set<String> reported(SelfTuning.Builder tuning) {
    Violations violations = new Violations();
    SelfTuningRules.check(tuning.build(), NAMES, "t", violations);
    return violations.found().stream().map(FieldViolation::getField).collect(Collectors.toSet());
  }

  private static SelfTuning.Builder two() {
    return SelfTuning.newBuilder().addStrategies("margin").addStrategies("random");
  }

  @Test
  void whatNoPolicyCanHaveIsNamed() {
    assertThat(reported(two())).isEmpty();
    assertThat(reported(SelfTuning.newBuilder().addStrategies("margin")))
        .containsExactly("t.strategies");
    assertThat(reported(two().addStrategies("margin"))).containsExactly("t.strategies[2]");
    assertThat(reported(two().addStrategies("best"))).containsExactly("t.strategies[2]");
    assertThat(reported(two().setWindow(4))).containsExactly("t.window");
    assertThat(reported(two().setWindow(201))).containsExactly("t.window");
    assertThat(reported(two().setLeastProbability(.51))).containsExactly("t.least_probability");
    assertThat(reported(two().setLeastProbability(.009))).containsExactly("t.least_probability");
    assertThat(reported(two().setMemory(1.1))).containsExactly("t.memory");
  }

  @Test
  void absentFieldsHaveTheirDefaults() {
    SelfTuning complete = SelfTuningRules.complete(two().build());
    assertThat(complete.getWindow()).isEqualTo(20);
    assertThat(complete.getLeastProbability()).isEqualTo(.1);
    assertThat(complete.getMemory()).isEqualTo(.25);
  }
}
