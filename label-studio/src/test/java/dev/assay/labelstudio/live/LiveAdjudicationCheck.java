package dev.assay.labelstudio.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.assay.client.ProjectName;
import dev.assay.v1.Adjudication;
import dev.assay.v1.Adjudication.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People disagree in the real Label Studio, and an adjudicator decides in a second project. */
final class LiveAdjudicationCheck {
  private static final ProjectName PROJECT = ProjectName.of("disputed");

  @TempDir private Path folder;

  @Test
  void aDisputeIsDecidedInTheProjectOfAdjudicators() throws Exception {
    try (LiveWorld world = new LiveWorld(folder, 3)) {
      LivePeople people = new LivePeople(world, "ann", "ben", "cem", "judge");
      world.startBridge(
          "--assay-project=" + PROJECT.id(),
          "--ceiling=2.00",
          "--agreeing-votes=2",
          "--show-votes",
          "--ahead=10");
      long work = world.awaitProject("Project of Label Studio");
      long task = people.awaitNext("ann", work);
      String truth = people.truth(task);
      String wrong = truth.equals("1") ? "2" : "1";
      people.answer("ann", task, wrong);
      awaitOverlap(world, task, 2);
      assertThat(people.next("ben", work)).isEqualTo(task);
      people.answer("ben", task, truth);
      awaitOverlap(world, task, 3);
      assertThat(people.next("cem", work)).isEqualTo(task);
      people.answer("cem", task, wrong);

      long bench = world.awaitProject("Project for adjudication");
      long disputed = people.awaitNext("judge", bench);
      assertThat(people.truth(disputed)).isEqualTo(truth);
      assertThat(
              world
                  .studio
                  .asAdmin("GET", "/api/tasks/" + disputed + "/", null)
                  .getAsJsonObject()
                  .getAsJsonObject("data")
                  .get("assay_votes")
                  .getAsString()
                  .split(", "))
          .containsExactlyInAnyOrder(wrong, wrong, truth);
      people.answer("judge", disputed, truth);
      Awaitility.await("the dispute is decided")
          .atMost(LiveWorld.PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> !resolved(world).isEmpty());
      assertThat(resolved(world))
          .singleElement()
          .satisfies(
              decided ->
                  assertThat(decided.getVerdict().getClassNamesList()).containsExactly(truth));
      assertThat(world.assay.budget().getBudget(PROJECT).getFundedLabelCount()).isEqualTo(4);
    }
  }

  /** Waits until the task is open for one more person. */
  private static void awaitOverlap(LiveWorld world, long task, int overlap) {
    Awaitility.await("the task is opened for one more person")
        .atMost(LiveWorld.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              JsonObject shown =
                  world.studio.asAdmin("GET", "/api/tasks/" + task + "/", null).getAsJsonObject();
              return shown.get("overlap").getAsInt() == overlap
                  && !shown.get("is_labeled").getAsBoolean();
            });
  }

  private static List<Adjudication> resolved(LiveWorld world) {
    return world.assay.adjudications().listAdjudications(PROJECT, State.STATE_RESOLVED).stream()
        .toList();
  }
}
