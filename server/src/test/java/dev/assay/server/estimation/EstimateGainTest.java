package dev.assay.server.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.project.StoppingPolicyRules;
import dev.assay.server.request.Violations;
import dev.assay.v1.EstimateGainRequest;
import dev.assay.v1.EstimateGainResponse;
import dev.assay.v1.JudgedVersion;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.StopAdvice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next labels are worth, from the labels that judged each model version. */
final class EstimateGainTest {
  private static final int ITEMS = 1_000;
  private static final int BATCH = 50;

  @TempDir Path folder;

  private LocalProject open() {
    LocalProject project =
        new LocalProject(
            folder,
            Definitions.threeClasses(Policy.newBuilder().setWaveSize(BATCH).setStrategy("random")),
            1_000_000);
    project.putItems(ITEMS, null);
    label(project);
    return project;
  }

  private static void label(LocalProject project) {
    NextBatchResponse batch = project.next("ann", BATCH);
    project.submit("ann", batch.getAssignmentsList(), item -> "a");
  }

  /** A version that is wrong on about that share of the items, and does not know it. */
  private static void publish(LocalProject project, int version, double error) {
    float[][] rows = new float[ITEMS][];
    for (int i = 0; i < ITEMS; i++) {
      boolean wrong = (i * 37 + version * 101) % 100 < 100 * error;
      rows[i] = wrong ? new float[] {0.2f, 0.6f, 0.2f} : new float[] {0.6f, 0.2f, 0.2f};
    }
    project.putScores("m" + version, rows);
  }

  private static EstimateGainRequest.Builder request() {
    return EstimateGainRequest.newBuilder().setProject(LocalProject.NAME);
  }

  private static EstimateGainResponse ask(
      LocalProject project, EstimateGainRequest.Builder request) {
    return new EstimateGain(project.store, new SettledStates(), EstimationLimits.DEFAULT)
        .answer(request.build());
  }

  @Test
  void versionsAreJudgedOnceOthersHaveTakenTheirPlace() {
    try (LocalProject project = open()) {
      assertThat(ask(project, request()).getAdvice()).isEqualTo(StopAdvice.STOP_ADVICE_TOO_EARLY);
      double[] errors = {0.6, 0.45, 0.35, 0.27, 0.2, 0.15};
      for (int version = 0; version < errors.length; version++) {
        publish(project, version, errors[version]);
        label(project);
      }
      EstimateGainResponse answer = ask(project, request().setLeastGain(0.001));
      assertThat(answer.getVersionsList())
          .extracting(JudgedVersion::getModelVersion)
          .containsExactly("m0", "m1", "m2", "m3", "m4");
      assertThat(answer.getVersionsList())
          .extracting(JudgedVersion::getLabelCount)
          .containsExactly(50L, 100L, 150L, 200L, 250L);
      for (int i = 0; i < answer.getVersionsCount(); i++) {
        JudgedVersion judged = answer.getVersions(i);
        assertThat(judged.getJudgedCount()).isEqualTo(BATCH);
        assertThat(Math.abs(judged.getError() - errors[i]))
            .isLessThan(3.5 * judged.getStandardError() + 0.02);
      }
      assertThat(answer.getAdvice()).isEqualTo(StopAdvice.STOP_ADVICE_CONTINUE);
      assertThat(answer.getLook()).isEqualTo(2);
      assertThat(answer.getNextLabelCount()).isEqualTo(BATCH);
      assertThat(answer.getGain()).isBetween(0.01, 0.1);
      assertThat(answer.getLowGain()).isLessThan(answer.getGain());
      assertThat(answer.getHighGain()).isGreaterThan(answer.getGain());
      assertThat(answer.getNextCostMicros()).isEqualTo(10 * BATCH);
      assertThat(answer.getGainPerMicro()).isEqualTo(answer.getGain() / (10 * BATCH));
      assertThat(answer.getDescription()).contains("no rule speaks for stopping");
    }
  }

  @Test
  void aModelThatLearnsNoMoreIsAdvisedAgainstByEachRuleThatIsGiven() {
    try (LocalProject project = open()) {
      for (int version = 0; version < 14; version++) {
        publish(project, version, 0.1);
        label(project);
      }
      EstimateGainResponse unruled = ask(project, request());
      assertThat(unruled.getAdvice()).isEqualTo(StopAdvice.STOP_ADVICE_CONTINUE);
      assertThat(unruled.getVersionsCount()).isEqualTo(VersionErrors.MAX_VERSIONS);
      assertThat(unruled.getLook()).isEqualTo(10); // of the 4th of 13 to the 13th
      // No more can be bought than is left: 15 of 20 waves are labelled.
      EstimateGainResponse many = ask(project, request().setNextLabelCount(5_000));
      assertThat(many.getNextLabelCount()).isEqualTo(ITEMS - 15 * BATCH);
      assertThat(many).isEqualTo(ask(project, request().setNextLabelCount(ITEMS - 15 * BATCH)));
      assertThat(ask(project, request().setLeastGain(0.03)).getAdvice())
          .isEqualTo(StopAdvice.STOP_ADVICE_GAIN_TOO_SMALL);
      assertThat(ask(project, request().setLeastGain(0.06).setRounds(2)).getAdvice())
          .isEqualTo(StopAdvice.STOP_ADVICE_NO_IMPROVEMENT);
      assertThat(ask(project, request().setTargetAccuracy(0.6)).getAdvice())
          .isEqualTo(StopAdvice.STOP_ADVICE_TARGET_REACHED);
      assertThat(ask(project, request().setTargetAccuracy(0.95)).getAdvice())
          .isEqualTo(StopAdvice.STOP_ADVICE_CONTINUE);
    }
  }

  @Test
  void fieldsHaveTheirRangesAndRoundsNeedAGain() {
    try (LocalProject project = open()) {
      EstimateGain gain =
          new EstimateGain(project.store, new SettledStates(), EstimationLimits.DEFAULT);
      for (EstimateGainRequest.Builder wrong :
          List.of(
              request().setConfidence(0.5),
              request().setConfidence(1),
              request().setNextLabelCount(-1),
              request().setNextLabelCount(EstimateGain.MAX_NEXT_LABELS + 1),
              request().setTargetAccuracy(1.1),
              request().setLeastGain(-0.1),
              request().setLeastGain(0.1).setRounds(VersionErrors.MAX_VERSIONS),
              request().setRounds(2))) {
        Violations violations = new Violations();
        gain.validate(wrong.build(), violations);
        assertThat(violations.isEmpty()).as("%s", wrong).isFalse();
      }
      // A policy's rules have the same ranges.
      assertThat(StoppingPolicyRules.MIN_CONFIDENCE).isEqualTo(EstimateGain.MIN_CONFIDENCE);
      assertThat(StoppingPolicyRules.MAX_CONFIDENCE).isEqualTo(EstimateGain.MAX_CONFIDENCE);
      assertThat(StoppingPolicyRules.DEFAULT_CONFIDENCE).isEqualTo(EstimateGain.DEFAULT_CONFIDENCE);
      assertThat(StoppingPolicyRules.MAX_ROUNDS).isEqualTo(VersionErrors.MAX_VERSIONS - 1);
      Violations none = new Violations();
      gain.validate(request().setLeastGain(0.1).setRounds(2).build(), none);
      assertThat(none.isEmpty()).isTrue();
    }
  }
}
