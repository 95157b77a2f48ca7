package dev.assay.labelstudio.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.assay.client.GoldClient;
import dev.assay.labelstudio.bridge.BridgeFixture.Settings;
import dev.assay.labelstudio.state.Annotations;
import dev.assay.v1.Annotator;
import dev.assay.v1.GoldKey;
import dev.assay.v1.GoldPolicy;
import dev.assay.v1.Item;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gold checks come to annotators as all other tasks do, and count for whoever answered. */
final class GoldTest {
  private static final int LABELS = 30;

  @TempDir private Path folder;
  private BridgeFixture link;

  @BeforeEach
  void start() throws Exception {
    link = new BridgeFixture(folder, Settings.release(60, 4, LABELS + 10));
    List<String> ids =
        link.assay.pool().listItems(BridgeFixture.PROJECT).stream().map(Item::getId).toList();
    List<GoldKey> keys = ids.subList(0, 10).stream().map(id -> GoldClient.key(id, "dog")).toList();
    link.assay.gold().putGold(BridgeFixture.PROJECT, keys);
    Project project = link.assay.projects().getProject(BridgeFixture.PROJECT);
    Policy policy =
        project.getPolicy().toBuilder()
            .setGold(GoldPolicy.newBuilder().setProbationShare(0.4).setTrustedShare(0.4))
            .build();
    link.assay.projects().updateProject(project.toBuilder().setPolicy(policy).build(), "policy");
    link.settle();
  }

  @AfterEach
  void stop() {
    link.close();
  }

  @Test
  void goldIsAnsweredUnseenAndCountsForThePerson() {
    Set<Set<String>> shapes = new HashSet<>();
    for (int i = 0; i < LABELS; i++) {
      long user = link.awaitServed(List.of(11L + i % 3, 11L + (i + 1) % 3, 11L + (i + 2) % 3));
      long task = link.next(user);
      JsonObject shown = link.studio.shown(task);
      shapes.add(shown.keySet());
      shapes.add(shown.getAsJsonObject("meta").keySet());
      shapes.add(shown.getAsJsonObject("data").keySet());
      assertThat(shown.toString()).doesNotContainIgnoringCase("gold");
      link.studio.annotate(user, task, user == 13 ? "cat" : "dog");
      link.settle();
    }
    assertThat(shapes).as("every task has the same fields").hasSize(3);
    // Who fails checks is suspended by and by, and is no more heard then.
    long unheard = link.count("QUARANTINED");
    assertThat(link.labels()).hasSize(LABELS - (int) unheard);
    assertThat(link.state.annotations().newest(Annotations.State.QUARANTINED, LABELS))
        .allSatisfy(
            entry -> {
              assertThat(entry.annotator()).isEqualTo("ls-13");
              assertThat(entry.reason()).isEqualTo("not permitted: ANNOTATOR_SUSPENDED");
            });
    long checks = 0;
    // Chance decides who meets a check, and who has met none is not known to the project.
    List<Annotator> checked =
        link.assay.annotators().listAnnotators(BridgeFixture.PROJECT).stream().toList();
    for (Annotator annotator : checked) {
      checks += annotator.getGoldCount();
      boolean isWrong = annotator.getAnnotatorId().equals("ls-13");
      assertThat(annotator.getGoldCorrectCount()).isEqualTo(isWrong ? 0 : annotator.getGoldCount());
    }
    assertThat(checks).as("of %d labels", LABELS).isPositive();
  }

  @Test
  void theSuspendedAreNotHeardUntilTheyAreReinstatedAndChangeTheirAnswer() {
    link.assay.annotators().suspendAnnotator(BridgeFixture.PROJECT, "ls-11", "");
    long task = link.next(11);
    long annotation = link.studio.annotate(11, task, "dog");
    link.settle();
    assertThat(link.labels()).isEmpty();
    assertThat(link.count("QUARANTINED")).isEqualTo(1);
    assertThat(link.budget().getChargedMicros()).isZero();
    assertThat(link.studio.openTasks(link.work())).contains(task);

    link.assay.annotators().reinstateAnnotator(BridgeFixture.PROJECT, "ls-11", "");
    link.clockMillis.addAndGet(60_000);
    link.studio.change(11, annotation, "cat");
    link.settle();
    assertThat(link.count("QUARANTINED")).isZero();
    assertThat(link.labels()).hasSize(1);
  }
}
