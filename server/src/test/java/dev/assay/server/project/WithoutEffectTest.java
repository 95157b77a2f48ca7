package dev.assay.server.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import dev.assay.v1.Policy;
import dev.assay.v1.QuotaPolicy;
import dev.assay.v1.StaleScores;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WithoutEffectTest {
  private static List<String> of(Policy.Builder policy) {
    return WithoutEffect.of(PolicyRules.complete(policy.build()));
  }

  @Test
  void whatHasAnEffectIsNotWarnedOf() {
    assertThat(of(Policy.newBuilder())).isEmpty();
    assertThat(of(Policy.newBuilder().setMeasure(0.8))).isEmpty();
    assertThat(of(Policy.newBuilder().setStrategy("margin").setSharpness(6))).isEmpty();
    assertThat(
            of(
                Policy.newBuilder()
                    .setStaleScores(StaleScores.STALE_SCORES_REFUSE)
                    .setMaxScoreAge(Durations.fromHours(12))))
        .isEmpty();
    assertThat(of(Policy.newBuilder().setAgreeingVotes(2).setVerdictMethod("majority"))).isEmpty();
  }

  @Test
  void eachFieldWithoutEffectIsNamed() {
    assertThat(of(Policy.newBuilder().setStaleScores(StaleScores.STALE_SCORES_REFUSE)))
        .singleElement()
        .asString()
        .startsWith("stale_scores")
        .contains("max_score_age");
    assertThat(of(Policy.newBuilder().setStrategy("margin").setMeasure(0.8)))
        .containsExactly("measure has an effect on the strategy \"two-phase\" alone");
    assertThat(of(Policy.newBuilder().setStrategy("random").setSharpness(6)))
        .containsExactly("sharpness has no effect on the strategy \"random\"");
    assertThat(of(Policy.newBuilder().setVerdictMethod("majority")))
        .singleElement()
        .asString()
        .startsWith("verdict_method");
    assertThat(of(Policy.newBuilder().setQuota(QuotaPolicy.newBuilder().setMaxRaise(3))))
        .singleElement()
        .asString()
        .startsWith("quota.max_raise");
  }
}
