package dev.assay.server.gold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.Grant;
import dev.assay.v1.Policy;
import dev.assay.v1.TaskKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gold checks obey the tags that items require, and stand before what was passed over, too. */
final class RoutedGoldTest {
  @TempDir Path folder;

  private static List<String> tags(int ordinal) {
    return ordinal % 2 == 0 ? List.of() : List.of("lang:de");
  }

  private static int number(Grant grant) {
    return Integer.parseInt(grant.getItemId().substring(1));
  }

  @Test
  void aCheckRequiresNoTagThatTheAnnotatorDoesNotHave() {
    try (GoldProject project =
        new GoldProject(
            folder, Policy.newBuilder().setWaveSize(50).setGold(GoldProject.often()), 1_000_000)) {
      project.local.putItems(400, null, RoutedGoldTest::tags);
      project.put(IntStream.range(0, 60).toArray());
      project.local.register("de", "lang:de");
      int checks = 0;
      for (int i = 0; i < 10; i++) {
        GoldProject.Batch batch = project.next("plain", 8);
        assertThat(batch.grants()).allMatch(grant -> number(grant) % 2 == 0);
        checks += batch.goldCount();
        project.submit("plain", batch, GoldProject::truth);
      }
      assertThat(checks).isBetween(10, 30);
      assertThat(project.next("de", 100).grants())
          .filteredOn(grant -> grant.getTaskKind() == TaskKind.TASK_KIND_GOLD)
          .anyMatch(grant -> number(grant) % 2 == 1);
    }
  }

  /**
   * Whoever works behind others on a route of their own gets nothing but what these have passed
   * over. Were there no checks before it, such a batch would be known to be ordinary.
   */
  @Test
  void checksStandBeforeWhatWasPassedOverAsOftenAsBeforeAllElse() {
    try (GoldProject project =
        new GoldProject(
            folder, Policy.newBuilder().setWaveSize(300).setGold(GoldProject.often()), 1_000_000)) {
      project.local.putItems(900, null, RoutedGoldTest::tags);
      project.put(IntStream.range(0, 300).toArray());
      project.local.register("de", "lang:de");
      GoldProject.Batch ahead = project.next("plain", 200);
      assertThat(ahead.assignments()).hasSizeGreaterThan(150);

      int ordinary = 0;
      int checks = 0;
      for (int i = 0; i < 8; i++) {
        GoldProject.Batch batch = project.next("de", 10);
        checks += batch.goldCount();
        ordinary += batch.grants().size() - batch.goldCount();
        project.submit("de", batch, GoldProject::truth);
      }
      // Each of 80 places is a check with probability 1/2 while on probation, 1/5 when trusted: of
      // 80 at 1/5 fewer than 6, or of 80 at 1/2 more than 55, come once in 1,000.
      assertThat(checks).isBetween(6, 55);
      assertThat(ordinary).isPositive();
    }
  }
}
