package dev.assay.labelstudio.bridge;

import static dev.assay.labelstudio.bridge.BridgeFixture.PRICE_MICROS;
import static dev.assay.labelstudio.bridge.BridgeFixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.assay.labelstudio.bridge.BridgeConfig.LeverKind;
import dev.assay.labelstudio.bridge.BridgeFixture.Settings;
import dev.assay.v1.Adjudication;
import dev.assay.v1.Adjudication.State;
import dev.assay.v1.Label;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items whose votes disagree come to adjudicators in a project of their own. */
final class AdjudicationTest {
  private static final long ANN = 11;
  private static final long BEN = 12;
  private static final long CEM = 13;
  private static final long JUDGE = 14;
  private static final long OTHER_JUDGE = 15;

  @TempDir private Path folder;
  private BridgeFixture link;

  @BeforeEach
  void start() throws Exception {
    link = new BridgeFixture(folder, Settings.release(5, 2, 20));
  }

  /** Begins again with a policy of adjudication. */
  private void start(LeverKind lever, boolean showsVotes) throws Exception {
    link.close();
    Path other = Files.createDirectories(folder.resolve("disputed"));
    link = new BridgeFixture(other, new Settings(lever, 3, 8, 20, 2, true, showsVotes));
    link.settle();
  }

  @AfterEach
  void stop() {
    link.close();
  }

  private long bench() {
    return link.bridge.status().adjudicationProject();
  }

  private List<Adjudication> all(State state) {
    return link.assay.adjudications().listAdjudications(PROJECT, state).stream().toList();
  }

  /** Two say "dog" of the first item and one says "cat". */
  private void dispute() {
    long task = link.next(ANN);
    link.studio.annotate(ANN, task, "dog");
    link.settle();
    link.studio.annotate(BEN, task, "cat");
    link.settle();
    link.studio.annotate(CEM, task, "dog");
    link.settle();
  }

  private long disputed() {
    List<Long> open = link.studio.openTasks(bench());
    assertThat(open).hasSize(1);
    return open.get(0);
  }

  @ParameterizedTest
  @EnumSource(LeverKind.class)
  void anAdjudicatorsAnswerDecidesAndIsPaid(LeverKind lever) throws Exception {
    start(lever, false);
    assertThat(link.studio.openTasks(bench())).isEmpty();
    dispute();
    long charged = link.budget().getChargedMicros();
    assertThat(charged).isEqualTo(3 * PRICE_MICROS);
    link.studio.annotate(JUDGE, link.studio.next(JUDGE, bench()).orElseThrow(), "bird");
    link.settle();
    assertThat(all(State.STATE_RESOLVED))
        .singleElement()
        .satisfies(
            decided -> {
              assertThat(decided.getVerdict().getClassNamesList()).containsExactly("bird");
              assertThat(decided.getAdjudicatorId()).isEqualTo("ls-" + JUDGE);
            });
    assertThat(link.budget().getChargedMicros()).isEqualTo(charged + PRICE_MICROS);
    assertThat(link.studio.openTasks(bench())).isEmpty();
    assertThat(link.bridge.status().adjudicatedCount()).isEqualTo(1);
    link.reconcileAll();
    assertThat(link.budget().getChargedMicros()).isEqualTo(charged + PRICE_MICROS);
    assertThat(link.count("OUT_OF_BAND")).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void votesAreShownAsThePolicySays(boolean showsVotes) throws Exception {
    start(LeverKind.RELEASE, showsVotes);
    dispute();
    JsonObject data = link.studio.shown(disputed()).getAsJsonObject("data");
    assertThat(data.get("assay_votes").getAsString()).isEqualTo(showsVotes ? "cat, dog, dog" : "");
    assertThat(link.studio.project(bench()).get("label_config").getAsString())
        .contains("<Header value=\"$assay_votes\"");
    assertThat(link.studio.shown(link.next(ANN)).getAsJsonObject("data").keySet())
        .as("votes are not shown to those who vote")
        .containsExactly("text");
  }

  @Test
  void whoVotedCannotDecide() throws Exception {
    start(LeverKind.RELEASE, false);
    dispute();
    long task = disputed();
    link.studio.annotate(ANN, task, "dog");
    link.settle();
    assertThat(all(State.STATE_RESOLVED)).isEmpty();
    assertThat(link.bridge.status().outOfBand().get(0).reason()).contains("another answer");
    assertThat(link.studio.openTasks(bench())).as("it is served to others").contains(task);
    link.studio.annotate(JUDGE, task, "bird");
    link.settle();
    assertThat(all(State.STATE_RESOLVED)).hasSize(1);
  }

  @Test
  void whatAnAdjudicatorSkipsIsLookedAtByAnother() throws Exception {
    start(LeverKind.RELEASE, false);
    dispute();
    long task = disputed();
    link.studio.skip(JUDGE, task);
    link.settle();
    assertThat(link.studio.next(JUDGE, bench())).isEmpty();
    link.studio.annotate(OTHER_JUDGE, task, "cat");
    link.settle();
    assertThat(all(State.STATE_RESOLVED))
        .singleElement()
        .extracting(Adjudication::getRound)
        .isEqualTo(2);
  }

  @Test
  void aLostWebhookAndAKilledBridgeLoseNoDecision() throws Exception {
    start(LeverKind.RELEASE, false);
    dispute();
    long task = disputed();
    link.killBridge();
    link.studio.annotate(JUDGE, task, "bird");
    link.startBridge();
    link.connect();
    link.settle();
    assertThat(all(State.STATE_RESOLVED)).hasSize(1);
    assertThat(link.labels()).extracting(Label::getAnnotatorId).containsOnlyOnce("ls-" + JUDGE);
  }

  @Test
  void aFlaggedItemIsAdjudicatedWithoutAPolicy() throws Exception {
    link.settle();
    assertThat(bench()).isZero();
    link.studio.annotate(ANN, link.next(ANN), "dog");
    link.settle();
    String item = link.labels().get(0).getItemId();
    link.assay.adjudications().flagItem(PROJECT, item, "looks like a cat");
    link.reconcileAll();
    link.studio.annotate(JUDGE, disputed(), "cat");
    link.settle();
    assertThat(all(State.STATE_RESOLVED)).hasSize(1);
  }
}
