package dev.assay.labelstudio.bridge;

import static dev.assay.labelstudio.bridge.BridgeFixture.PRICE_MICROS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.assay.labelstudio.bridge.BridgeFixture.Settings;
import dev.assay.labelstudio.fake.FakeLabelStudio;
import dev.assay.labelstudio.fake.FakeServer;
import dev.assay.labelstudio.fake.FakeWebhooks.Mode;
import dev.assay.labelstudio.http.Secret;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.StateException;
import dev.assay.v1.Label;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Nothing is lost and nothing charged twice, whatever breaks, and the log says it once. */
final class BadDaysTest {
  private static final long ANN = 11;

  @TempDir private Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private BridgeFixture link;

  @BeforeEach
  void start() throws Exception {
    log.start();
    ((Logger) LoggerFactory.getLogger("dev.assay.labelstudio")).addAppender(log);
    link = new BridgeFixture(folder, Settings.release(30, 4, 10));
    link.settle();
  }

  @AfterEach
  void stop() {
    link.close();
    ((Logger) LoggerFactory.getLogger("dev.assay.labelstudio")).detachAppender(log);
  }

  private long said(String event) {
    return log.list.stream().filter(e -> e.getFormattedMessage().equals("event=" + event)).count();
  }

  private void requireOneChargedVote() {
    assertThat(link.labels()).hasSize(1);
    assertThat(link.budget().getChargedMicros()).isEqualTo(PRICE_MICROS);
  }

  @Test
  void aLabelStudioThatRestartsIsWaitedForAndSaidOnce() throws Exception {
    link.studio.annotate(ANN, link.next(ANN), "dog");
    int port = link.labelStudio.uri().getPort();
    link.labelStudio.close();
    for (int i = 0; i < 5; i++) {
      assertThat(link.bridge.step()).isFalse();
    }
    assertThat(said("begins")).isEqualTo(1);
    assertThat(link.bridge.status().conditions()).containsKey("label_studio");
    link.labelStudio = new FakeServer(link.studio, port);
    link.settle();
    assertThat(said("ends")).isEqualTo(1);
    assertThat(link.bridge.status().conditions()).isEmpty();
    requireOneChargedVote();
  }

  @Test
  void aSlowLabelStudioKeepsNoWebhookWaiting() throws Exception {
    long task = link.next(ANN);
    link.clockMillis.addAndGet(16_000); // the next poll is due
    link.labelStudio.hold();
    CompletableFuture<Boolean> step = CompletableFuture.supplyAsync(link.bridge::step);
    link.labelStudio.awaitHeld();
    int before = link.studio.delivery().sent();
    link.studio.annotate(ANN, task, "dog");
    assertThat(link.studio.delivery().sent()).as("acknowledged meanwhile").isEqualTo(before + 1);
    assertThat(step).as("still waits for Label Studio").isNotDone();
    link.labelStudio.answerAgain();
    assertThat(step.get(20, TimeUnit.SECONDS)).isTrue();
    link.settle();
    requireOneChargedVote();
  }

  @Test
  void anAccessTokenThatDiedIsExchangedAnew() {
    int before = link.labelStudio.exchanged();
    link.labelStudio.expireAccess();
    link.studio.annotate(ANN, link.next(ANN), "dog");
    link.settle();
    assertThat(link.labelStudio.exchanged()).isEqualTo(before + 1);
    requireOneChargedVote();
  }

  @Test
  void tooManyRequestsAndServerErrorsAreRetried() {
    link.studio.annotate(ANN, link.next(ANN), "dog");
    link.labelStudio.failNext(1, 429);
    assertThat(link.bridge.step()).isFalse();
    link.labelStudio.failNext(2, 500);
    assertThat(link.bridge.step()).isFalse();
    link.labelStudio.failNext(0, 500);
    link.settle();
    assertThat(said("begins")).isEqualTo(1);
    requireOneChargedVote();
  }

  @Test
  void anAssayThatIsDownIsToldLater() throws Exception {
    link.studio.annotate(ANN, link.next(ANN), "dog");
    link.stopAssay();
    assertThat(link.bridge.step()).isFalse();
    assertThat(link.bridge.status().pendingCount()).isEqualTo(1);
    assertThat(link.bridge.status().conditions()).containsKey("assay");
    link.startAssay();
    link.settle();
    assertThat(link.bridge.status().pendingCount()).isZero();
    requireOneChargedVote();
  }

  @Test
  void aKilledBridgeGoesOnWhereItWas() throws Exception {
    long work = link.work();
    link.studio.annotate(ANN, link.next(ANN), "dog");
    link.killBridge();
    link.studio.annotate(ANN, link.studio.next(ANN, work).orElseThrow(), "cat");
    link.startBridge();
    link.connect();
    link.settle();
    assertThat(link.labels()).hasSize(2);
    assertThat(link.budget().getChargedMicros()).isEqualTo(2 * PRICE_MICROS);
    assertThat(link.budget().getOpenAssignmentCount()).isEqualTo(4);
    assertThat(link.studio.openTasks(link.work())).hasSize(4);
  }

  @Test
  void anImportWhoseAnswerWasLostMakesNoTaskTwice() {
    link.studio.annotate(ANN, link.next(ANN), "dog");
    link.labelStudio.loseNextImportAnswer();
    link.clockMillis.addAndGet(2_000);
    assertThat(link.bridge.step()).isFalse();
    link.settle();
    assertThat(link.studio.openTasks(link.work())).hasSize(4);
    assertThat(link.budget().getOpenAssignmentCount()).isEqualTo(4);
  }

  @Test
  void aTaskThatIsGoneWhenItIsLookedAtIsTakenBack() {
    link.studio.delivery().mode(Mode.KEPT);
    long task = link.next(ANN);
    link.studio.annotate(ANN, task, "dog");
    link.studio.deleteTask(task);
    link.studio.delivery().releaseBackwards();
    link.settle();
    assertThat(link.labels()).isEmpty();
    assertThat(link.bridge.status().vanishedCount()).isEqualTo(1);
    assertThat(link.budget().getChargedMicros()).isZero();
    assertThat(link.budget().getOpenAssignmentCount()).isEqualTo(4);
  }

  @Test
  void aConfigurationThatIsChangedUnderUsStopsTheRelease() {
    link.studio.changeConfig(link.work(), FakeLabelStudio.CHOICES.replace("\"bird\"", "\"fish\""));
    link.settleOnce();
    assertThat(link.bridge.status().conditions()).containsKey("config_changed");
    link.studio.annotate(ANN, link.next(ANN), "fish");
    link.settleOnce();
    assertThat(link.count("QUARANTINED")).isEqualTo(1);
    assertThat(link.labels()).isEmpty();
    link.studio.changeConfig(link.work(), FakeLabelStudio.CHOICES);
    link.settle();
    assertThat(link.bridge.status().conditions()).isEmpty();
  }

  @Test
  void aLeaseThatEndsIsGivenBackBeforeAndItsTaskHidden() {
    List<Long> open = link.studio.openTasks(link.work());
    link.clockMillis.addAndGet(Duration.ofDays(7).toMillis());
    link.bridge.step();
    assertThat(link.budget().getOpenAssignmentCount()).isLessThanOrEqualTo(4);
    link.studio.annotate(ANN, open.get(0), "dog");
    link.settle();
    assertThat(link.budget().getChargedMicros()).isLessThanOrEqualTo(PRICE_MICROS);
  }

  @Test
  void aRefusedWebhookIsSaidAndThePollDoesItsWork() {
    link.labelStudio.refuseWebhooks();
    link.connect();
    assertThat(link.bridge.status().conditions())
        .hasEntrySatisfying(
            "webhook",
            condition -> assertThat(condition.text()).contains("SSRF_PROTECTION_ENABLED=false"));
  }

  @Test
  void aSecondBridgeOnTheSameFileIsRefused() {
    assertThatThrownBy(() -> BridgeState.open(folder.resolve("bridge.db")))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("another bridge");
  }

  @Test
  void anotherProjectOfTheSameNumberIsRefused() {
    link.studio.project(link.pool);
    var again = link.config(link.labelStudio.uri());
    assertThat(again.poolProject()).isEqualTo(link.pool);
    link.state.facts().put("pool_uid", link.pool + "@2020-01-01T00:00:00Z");
    assertThatThrownBy(link::connect)
        .isInstanceOf(BridgeSetupException.class)
        .hasMessageContaining("--state");
  }

  @Test
  void noSecretIsStoredOrLogged() throws Exception {
    long annotation = link.studio.annotate(ANN, link.next(ANN), "dog");
    link.studio.change(ANN, annotation, "cat");
    link.settle();
    link.labelStudio.failNext(1, 500);
    link.bridge.step();
    List<String> secrets =
        List.of(FakeServer.PERSONAL, "access-1", "invite-secret", "webhook-secret");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().contains("bridge.db")).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(secrets).noneMatch(bytes::contains);
      }
    }
    for (ILoggingEvent event : log.list) {
      String line = event.getFormattedMessage() + event.getKeyValuePairs();
      assertThat(secrets).noneMatch(line::contains);
    }
    assertThat(new Secret("x").toString()).isEqualTo("***");
    assertThat(link.labels()).extracting(Label::getAnnotatorId).containsExactly("ls-" + ANN);
  }
}
