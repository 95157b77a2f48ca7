package dev.assay.server.gold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.client.LabelClient;
import dev.assay.v1.Assignment;
import dev.assay.v1.Policy;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.TransferAssignmentsRequest;
import dev.assay.v1.WithdrawLabelRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Times every call about assignments as a platform sees it, one assignment at a time and in turns,
 * so that a load on the machine slows gold and ordinary work alike. What they are compared by are
 * ranks, which a few slow calls do not move. So it need not be alone: with the steps of {@link
 * BlindTimes} taken out it fails beside other classes, too, by 0.56 to 0.58 for a transfer and a
 * submission where the machine is busy ten times over. It must not call beside itself, though: four
 * platforms at a time hide such a tell.
 */
final class BlindGoldTimesTest {
  private static final int WARM_UP = 150;
  private static final int GOLD = 850;

  @TempDir private Path folder;

  @Test
  void theTimeOfACallDoesNotTellGoldFromOrdinaryWork() throws IOException {
    try (AttackedServer server = new AttackedServer(folder)) {
      AttackedServer.World world =
          server.project(Policy.newBuilder().setGold(AttackedServer.half()), 1_300, 1_300);
      Attack attack = new Attack("times of next, transfer, return, submit, withdraw and replace");
      for (int turn = 0; attack.goldCount() < GOLD; turn++) {
        double[] nanos = new double[6];
        long asked = System.nanoTime();
        Assignment one = world.next("ann", 1).getAssignments(0);
        nanos[0] = System.nanoTime() - asked;
        work(server, world, one, turn, nanos);
        if (turn >= WARM_UP) {
          attack.note(world.isGold(one), nanos);
        }
      }
      attack.assertBlind();
    }
  }

  /**
   * Hands it over, has it returned, and labelled by a third, who takes the label back and again.
   */
  private static void work(
      AttackedServer server, AttackedServer.World world, Assignment one, int turn, double[] nanos) {
    String carl = "carl-" + turn; // nobody is shown a gold item twice
    String project = world.name.toString();
    nanos[1] =
        time(
            () ->
                server
                    .client
                    .acquisition()
                    .transferAssignments(
                        TransferAssignmentsRequest.newBuilder()
                            .setProject(project)
                            .setAnnotatorId("ann")
                            .setNewAnnotatorId("bob")
                            .addTokens(one.getToken())
                            .build()));
    nanos[2] =
        time(
            () ->
                server
                    .client
                    .acquisition()
                    .returnAssignments(world.name, "bob", List.of(one.getToken()), "skipped"));
    Assignment again = world.next(carl, 1).getAssignments(0);
    assertThat(again.getItemId()).isEqualTo(one.getItemId());
    nanos[3] = time(() -> world.answer(carl, List.of(again)));
    nanos[4] =
        time(
            () ->
                server
                    .client
                    .labels()
                    .withdrawLabel(
                        WithdrawLabelRequest.newBuilder()
                            .setProject(project)
                            .setAnnotatorId(carl)
                            .setToken(again.getToken())
                            .build()));
    nanos[5] =
        time(
            () ->
                server
                    .client
                    .labels()
                    .replaceLabel(
                        ReplaceLabelRequest.newBuilder()
                            .setProject(project)
                            .setAnnotatorId(carl)
                            .setLabel(LabelClient.answer(again, "a"))
                            .build()));
  }

  private static double time(Runnable call) {
    long asked = System.nanoTime();
    call.run();
    return System.nanoTime() - asked;
  }
}
