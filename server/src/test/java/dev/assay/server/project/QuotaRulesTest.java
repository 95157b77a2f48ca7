package dev.assay.server.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest.FieldViolation;
import dev.assay.server.request.Violations;
import dev.assay.v1.DriftPolicy;
import dev.assay.v1.MinimumShare;
import dev.assay.v1.Policy;
import dev.assay.v1.QuotaPolicy;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuotaRulesTest {

  private static List<String> reported(Policy policy) {
    Violations violations = new Violations();
    new PolicyRules(Set.of("margin")).check(policy, "policy", violations);
    return violations.found().stream().map(FieldViolation::getField).toList();
  }

  private static Policy quota(QuotaPolicy.Builder quota) {
    return Policy.newBuilder().setQuota(quota).build();
  }

  private static QuotaPolicy.Builder minimums(double... shares) {
    QuotaPolicy.Builder quota = QuotaPolicy.newBuilder();
    for (int i = 0; i < shares.length; i++) {
      quota.addMinimumShares(minimum("site=" + i, shares[i]));
    }
    return quota;
  }

  private static MinimumShare minimum(String stratum, double share) {
    return MinimumShare.newBuilder().setStratum(stratum).setShare(share).build();
  }

  private static Policy drift(double falseAlarm, double share) {
    return Policy.newBuilder()
        .setDrift(DriftPolicy.newBuilder().setFalseAlarm(falseAlarm).setMaxExplorationShare(share))
        .build();
  }

  static Stream<Arguments> wrong() {
    double[] many = IntStream.range(0, 101).mapToDouble(i -> .001).toArray();
    return Stream.of(
        Arguments.of("quota.kind", quota(QuotaPolicy.newBuilder().setKindValue(17))),
        Arguments.of("quota.minimum_shares[0].share", quota(minimums(0))),
        Arguments.of("quota.minimum_shares[1].share", quota(minimums(.1, -.1))),
        Arguments.of("quota.minimum_shares[0].share", quota(minimums(Double.NaN))),
        Arguments.of("quota.minimum_shares", quota(minimums(.6, .5))),
        Arguments.of("quota.minimum_shares", quota(minimums(many))),
        Arguments.of(
            "quota.minimum_shares[0].stratum",
            quota(QuotaPolicy.newBuilder().addMinimumShares(minimum("", .1)))),
        Arguments.of(
            "quota.minimum_shares[1].stratum",
            quota(minimums(.1).addMinimumShares(minimum("site=0", .1)))),
        Arguments.of("quota.max_raise", quota(QuotaPolicy.newBuilder().setMaxRaise(.5))),
        Arguments.of("quota.max_raise", quota(QuotaPolicy.newBuilder().setMaxRaise(11))),
        Arguments.of("representative_every", Policy.newBuilder().setRepresentativeEvery(1).build()),
        Arguments.of("recluster_every", Policy.newBuilder().setReclusterEvery(-1).build()),
        Arguments.of("recluster_every", Policy.newBuilder().setReclusterEvery(10_001).build()),
        Arguments.of(
            "representative_every", Policy.newBuilder().setRepresentativeEvery(1_001).build()),
        Arguments.of("drift.false_alarm", drift(.6, 0)),
        Arguments.of("drift.false_alarm", drift(1e-5, 0)),
        Arguments.of("drift.max_exploration_share", drift(0, 1.1)),
        Arguments.of("drift.max_exploration_share", drift(0, .001)));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatNoPolicyCanSayIsReportedByItsField(String field, Policy policy) {
    assertThat(reported(policy)).contains("policy." + field);
  }

  @Test
  void theEndsOfTheRangesAreTaken() {
    assertThat(reported(quota(minimums(.1, .2, .7).setMaxRaise(10)))).isEmpty();
    assertThat(reported(Policy.newBuilder().setRepresentativeEvery(2).build())).isEmpty();
    assertThat(reported(drift(.0001, 1))).isEmpty();
  }

  @Test
  void defaultsAreFilledInWhereThePartIsThere() {
    Policy complete =
        PolicyRules.complete(
            Policy.newBuilder()
                .setQuota(QuotaPolicy.getDefaultInstance())
                .setDrift(DriftPolicy.getDefaultInstance())
                .build());
    assertThat(complete.getQuota().getKind()).isEqualTo(QuotaPolicy.Kind.KIND_AS_SELECTED);
    assertThat(complete.getQuota().getMaxRaise()).isEqualTo(2);
    assertThat(complete.getDrift().getFalseAlarm()).isEqualTo(.05);
    assertThat(complete.getDrift().getMaxExplorationShare()).isEqualTo(.6);
    Policy without = PolicyRules.complete(Policy.getDefaultInstance());
    assertThat(without.hasQuota()).isFalse();
    assertThat(without.hasDrift()).isFalse();
  }
}
