package dev.assay.server.gold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.client.AssayException;
import dev.assay.client.LabelClient;
import dev.assay.v1.Assignment;
import dev.assay.v1.Budget;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.ExportItemsRequest;
import dev.assay.v1.Item;
import dev.assay.v1.Label;
import dev.assay.v1.ListAssignmentsRequest;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.ListLabelsRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.OpenAssignment;
import dev.assay.v1.Policy;
import dev.assay.v1.SetBudgetPlanRequest;
import dev.assay.v1.SubmitLabelsResponse;
import dev.assay.v1.TaskKind;
import dev.assay.v1.TaskPrice;
import dev.assay.v1.TransferAssignmentsRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attacks on blind gold over gRPC, by a platform that has a token and passes on what it sees of an
 * annotator's work: each must do no better than {@link Attack#BOUND} away from a guess.
 */
final class BlindGoldAttacksTest {
  private static final int ENOUGH = 1_800;

  @TempDir static Path folder;

  private static AttackedServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new AttackedServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static AttackedServer.World oneVote() {
    return server.projects(1, 1_200, 1_200).get(0);
  }

  /** Expired ordinary work comes again at once, to whom it was leased and to everybody else. */
  @Test
  void leasesThatExpireComeAgain() {
    for (String next : List.of("ann", "bob")) {
      AttackedServer.World world = oneVote();
      List<Assignment> first = world.take("ann", ENOUGH, 100);
      server.clock.advance(AttackedServer.LEASE.plusSeconds(1));
      Map<String, Integer> again = new HashMap<>();
      world.take(next, ENOUGH, 60).forEach(one -> again.put(one.getItemId(), again.size()));
      Attack attack = new Attack("expired leases of ann, asked for by " + next);
      for (Assignment one : first) {
        Integer when = again.get(one.getItemId());
        attack.note(world.isGold(one), when == null ? 0 : 1, when == null ? ENOUGH : when);
      }
      attack.assertBlind();
      assertThat(again).as("nothing but what expired comes").hasSize(first.size());
      assertThat(first).allMatch(one -> again.containsKey(one.getItemId()));
    }
  }

  /** Who returns an item is not offered it again, others are. */
  @Test
  void whatIsReturnedGoesToOthers() {
    AttackedServer.World world = oneVote();
    List<Assignment> first = world.take("ann", ENOUGH, 100);
    for (int from = 0; from < first.size(); from += 100) {
      server
          .client
          .acquisition()
          .returnAssignments(
              world.name,
              "ann",
              first.subList(from, Math.min(from + 100, first.size())).stream()
                  .map(Assignment::getToken)
                  .toList(),
              "skipped");
    }
    Set<String> mine = ids(world.take("ann", 200, 100));
    Set<String> theirs = ids(world.take("bob", ENOUGH, 90));
    Attack attack = new Attack("returned assignments");
    for (Assignment one : first) {
      attack.note(
          world.isGold(one),
          mine.contains(one.getItemId()) ? 1 : 0,
          theirs.contains(one.getItemId()) ? 1 : 0);
    }
    attack.assertBlind();
  }

  private static Set<String> ids(List<Assignment> assignments) {
    Set<String> ids = new HashSet<>();
    assignments.forEach(one -> ids.add(one.getItemId()));
    return ids;
  }

  /** Probes of all sizes and for many names, before each batch. */
  @Test
  void aBatchOnlyForShowTellsNothing() throws Exception {
    Attack attack = new Attack("batches only for show");
    AttackedServer.beside(
        attack, server.projects(4, 320, 320), BlindGoldAttacksTest::compareWithWhatWasShown);
    attack.assertBlind();
  }

  private static void compareWithWhatWasShown(AttackedServer.World world, Attack attack) {
    while (attack.goldCount() < 225) {
      Map<String, Integer> shown = new HashMap<>();
      for (int probe = 0; probe < 12; probe++) {
        NextBatchResponse batch =
            server
                .client
                .acquisition()
                .nextBatch(
                    world
                        .request(probe < 6 ? "ann" : "probe" + probe, 10 + probe * 7)
                        .setValidateOnly(true)
                        .build());
        batch.getAssignmentsList().forEach(one -> shown.merge(one.getItemId(), 1, Integer::sum));
      }
      List<Assignment> batch = world.next("ann", 60).getAssignmentsList();
      for (Assignment one : batch) {
        attack.note(world.isGold(one), shown.getOrDefault(one.getItemId(), 0));
      }
      world.answer("ann", batch);
    }
  }

  /** Without names in it: one batch for show is as long as the other, and as the real one. */
  @Test
  void aBatchOnlyForShowIsTheOneThatComes() {
    AttackedServer.World world =
        server.project(Policy.newBuilder().setGold(AttackedServer.half()), 60, 60);
    while (true) {
      NextBatchResponse shown =
          server
              .client
              .acquisition()
              .nextBatch(world.request("ann", 9).setValidateOnly(true).build());
      NextBatchResponse batch = world.next("ann", 9);
      if (batch.getAssignmentsCount() == 0) {
        return;
      }
      assertThat(shown.getAssignmentsCount()).isIn(0, batch.getAssignmentsCount());
      world.answer("ann", batch.getAssignmentsList());
    }
  }

  /** Relabelling costs three times as much, and three items of ten have a price of their own. */
  @Test
  void thePriceIsThatOfWhatACheckIsTakenFor() {
    AttackedServer.World world =
        server.project(
            Policy.newBuilder().setAgreeingVotes(2).setGold(AttackedServer.half()),
            1_300,
            1_200,
            3);
    server
        .client
        .budget()
        .setBudgetPlan(
            SetBudgetPlanRequest.newBuilder()
                .setProject(world.name.toString())
                .setPlan(
                    BudgetPlan.newBuilder()
                        .addTaskPrices(
                            TaskPrice.newBuilder()
                                .setTaskKind(TaskKind.TASK_KIND_RELABEL)
                                .setPriceMicros(30)))
                .build());
    Attack attack = new Attack("prices");
    for (int turn = 0; attack.goldCount() < 950; turn++) {
      String annotator = "ann-" + turn % 3;
      List<Assignment> batch = world.next(annotator, 20).getAssignmentsList();
      for (Assignment one : batch) {
        attack.note(
            world.isGold(one),
            (double) one.getPriceMicros(),
            one.getPriceMicros() == 30 ? turn : -turn);
      }
      world.answer(annotator, batch);
    }
    attack.assertBlind();
  }

  /** To an annotator who has worked before, and to one who had the leases that expired. */
  @Test
  void aTransferIsRefusedForNoOtherReasons() throws Exception {
    AttackedServer.World world = server.projects(1, 1_500, 1_500).get(0);
    Set<String> seen = ids(world.take("bob", 600, 100));
    Attack worked = new Attack("transfers to who has worked");
    Attack expired = new Attack("transfers of what expired");
    List<Assignment> first = world.take("ann", ENOUGH, 100);
    noteTransfers(world, first, worked);
    assertThat(first).as("bob has had some of them").anyMatch(o -> seen.contains(o.getItemId()));
    worked.assertBlind();
    AttackedServer.World other = oneVote();
    List<Assignment> old = other.take("ann", ENOUGH, 100);
    server.clock.advance(AttackedServer.LEASE.plusSeconds(1));
    other.take("bob", ENOUGH, 100);
    noteTransfers(other, old, expired);
    expired.assertBlind();
  }

  private static void noteTransfers(
      AttackedServer.World world, List<Assignment> ofAnn, Attack attack) throws Exception {
    Map<String, Double> reasons = new ConcurrentHashMap<>();
    AttackedServer.together(
        ofAnn, one -> reasons.put(one.getItemId(), reason(world, "ann", one, "bob")));
    for (Assignment one : ofAnn) {
      attack.note(world.isGold(one), known(reasons, one.getItemId()));
    }
  }

  private static double reason(
      AttackedServer.World world, String from, Assignment assignment, String to) {
    try {
      server
          .client
          .acquisition()
          .transferAssignments(
              TransferAssignmentsRequest.newBuilder()
                  .setProject(world.name.toString())
                  .setAnnotatorId(from)
                  .setNewAnnotatorId(to)
                  .addTokens(assignment.getToken())
                  .build());
      return 0;
    } catch (AssayException refused) {
      String message = Objects.requireNonNull(refused.getMessage());
      return 1.0 + message.replaceAll("[0-9a-f]{32,}", "").hashCode();
    }
  }

  /** Small pools to their end: what the last batches say, and what comes after them. */
  @Test
  void thePoolsTailTellsNothing() throws Exception {
    Attack attack = new Attack("the pool's tail");
    List<AttackedServer.World> worlds = server.projects(150, 24, 60);
    AttackedServer.beside(
        attack, worlds, (world, part) -> workToTheEnd(world, worlds.indexOf(world), part));
    attack.assertBlind();
  }

  private static void workToTheEnd(AttackedServer.World world, int pool, Attack attack) {
    int size = 7 + pool % 9;
    boolean answers = pool % 2 == 0;
    List<NextBatchResponse> batches = new ArrayList<>();
    NextBatchResponse batch = world.next("ann", size);
    while (batch.getAssignmentsCount() > 0) {
      batches.add(batch);
      if (answers) {
        world.answer("ann", batch.getAssignmentsList());
      }
      batch = world.next("ann", size);
    }
    for (int i = Math.max(0, batches.size() - 2); i < batches.size(); i++) {
      NextBatchResponse one = batches.get(i);
      for (Assignment assignment : one.getAssignmentsList()) {
        attack.note(
            world.isGold(assignment),
            batches.size() - i,
            one.getStopReasonValue(),
            one.getAssignmentsCount(),
            size - one.getAssignmentsCount(),
            (double) one.getRetryDelay().getSeconds(),
            batch.getStopReasonValue());
      }
    }
  }

  /** Nobody is given gold alone, in batches of one neither, nor who comes when all is done. */
  @Test
  void noCheckIsLeftWhenThePoolIsExhausted() {
    AttackedServer.World world =
        server.project(Policy.newBuilder().setGold(AttackedServer.half()), 12, 80);
    List<Assignment> taken = world.take("ann", 1_000, 1);
    assertThat(world.isGold(taken.get(taken.size() - 1))).isFalse();
    for (int i = 0; i < 20; i++) {
      assertThat(world.next("new-" + i, 5).getAssignmentsList()).isEmpty();
    }
  }

  /** What is read of an item while it is leased and after its label. */
  @Test
  void anItemLooksTheSame() throws Exception {
    AttackedServer.World world = oneVote();
    Attack attack = new Attack("items");
    List<Assignment> taken = world.take("ann", ENOUGH, 100);
    Map<String, double[]> leased = looks(world, taken);
    world.answer("ann", taken);
    Map<String, double[]> answered = looks(world, taken);
    Map<String, Item> listed = new HashMap<>();
    Map<String, Item> exported = new HashMap<>();
    server
        .client
        .pool()
        .listItems(ListItemsRequest.newBuilder().setProject(world.name.toString()).build())
        .forEach(item -> listed.put(item.getId(), item));
    try (var items =
        server
            .client
            .pool()
            .exportItems(
                ExportItemsRequest.newBuilder().setProject(world.name.toString()).build())) {
      items.forEach(item -> exported.put(item.getId(), item));
    }
    for (Assignment one : taken) {
      double[] before = known(leased, one.getItemId());
      double[] after = known(answered, one.getItemId());
      double[] list = look(known(listed, one.getItemId()));
      double[] export = look(known(exported, one.getItemId()));
      attack.note(
          world.isGold(one),
          before[0],
          before[1],
          after[0],
          after[1],
          list[0],
          list[1],
          export[0],
          export[1]);
    }
    attack.assertBlind();
  }

  private static Map<String, double[]> looks(AttackedServer.World world, List<Assignment> of)
      throws Exception {
    Map<String, double[]> looks = new ConcurrentHashMap<>();
    AttackedServer.together(
        of,
        one ->
            looks.put(
                one.getItemId(), look(server.client.pool().getItem(world.name, one.getItemId()))));
    return looks;
  }

  private static double[] look(Item item) {
    return new double[] {
      item.getStateValue() * 100 + item.getVoteCount() * 10 + (item.hasVerdict() ? 1 : 0),
      item.getSerializedSize() - item.getId().length()
    };
  }

  /** Lists of what the annotator has and gave, receipts, refusals, and what the budget shows. */
  @Test
  void listsReceiptsAndBalancesTellNothing() {
    AttackedServer.World world = oneVote();
    Attack attack = new Attack("lists, receipts and balances");
    Map<String, double[]> notes = new HashMap<>();
    List<Assignment> all = new ArrayList<>();
    while (all.size() < ENOUGH) {
      List<Assignment> batch = world.next("ann", 100).getAssignmentsList();
      all.addAll(batch);
      List<OpenAssignment> open = new ArrayList<>();
      server
          .client
          .acquisition()
          .listAssignments(
              ListAssignmentsRequest.newBuilder()
                  .setProject(world.name.toString())
                  .setAnnotatorId("ann")
                  .build())
          .forEach(open::add);
      for (int i = 0; i < open.size(); i++) {
        OpenAssignment one = open.get(i);
        notes.put(
            one.getItemId(),
            new double[] {
              i,
              one.getHeldMicros(),
              one.getSerializedSize() - one.getItemId().length(),
              0,
              0,
              0,
              0,
              0
            });
      }
      SubmitLabelsResponse receipts =
          server
              .client
              .labels()
              .submitLabels(
                  world.name,
                  "ann",
                  batch.stream().map(one -> LabelClient.answer(one, "b")).toList());
      for (int i = 0; i < batch.size(); i++) {
        double[] note = known(notes, batch.get(i).getItemId());
        note[3] = receipts.getReceipts(i).getFundingValue();
        note[4] = receipts.getReceipts(i).getChargedMicros();
      }
      reinstate(world);
    }
    labels(world, notes);
    for (Assignment one : all) {
      attack.note(world.isGold(one), known(notes, one.getItemId()));
    }
    attack.assertBlind();
  }

  private static <T> T known(Map<String, T> byItem, String itemId) {
    return Objects.requireNonNull(byItem.get(itemId), itemId);
  }

  private static void reinstate(AttackedServer.World world) {
    try {
      server.client.annotators().reinstateAnnotator(world.name, "ann", "");
    } catch (AssayException notSuspended) {
      // they were lucky
    }
  }

  private static void labels(AttackedServer.World world, Map<String, double[]> notes) {
    int at = 0;
    for (Label label :
        server
            .client
            .labels()
            .listLabels(ListLabelsRequest.newBuilder().setProject(world.name.toString()).build())) {
      double[] note = known(notes, label.getItemId());
      note[5] += 1;
      note[6] = label.getSerializedSize() - label.getItemId().length();
      note[7] = at++ % 100;
    }
  }

  /** One at a time: what the budget shows of each, and why it is refused a second time. */
  @Test
  void theBudgetMovesAlikeAndRefusalsAreEqual() throws Exception {
    Attack attack = new Attack("the budget and refusals");
    AttackedServer.beside(
        attack, server.projects(4, 300, 300), BlindGoldAttacksTest::watchTheBudget);
    attack.assertBlind();
  }

  private static void watchTheBudget(AttackedServer.World world, Attack attack) {
    while (attack.goldCount() < 215) {
      Budget before = server.client.budget().getBudget(world.name);
      Assignment one = world.next("ann", 1).getAssignments(0);
      Budget held = server.client.budget().getBudget(world.name);
      world.answer("ann", List.of(one));
      Budget charged = server.client.budget().getBudget(world.name);
      attack.note(
          world.isGold(one),
          (double) (held.getHeldMicros() - before.getHeldMicros()),
          (double) (charged.getChargedMicros() - held.getChargedMicros()),
          (double) (charged.getFundedLabelCount() - before.getFundedLabelCount()),
          charged.getSerializedSize() - held.getSerializedSize(),
          again(world, one),
          reason(world, "ann", one, "bob"));
    }
  }

  private static double again(AttackedServer.World world, Assignment one) {
    try {
      world.answer("ann", List.of(one));
      return 0;
    } catch (AssayException refused) {
      return refused.reason().getNumber();
    }
  }

  /** What the attacks would miss if their bound had no power. */
  @Test
  void aSmallTellIsFound() {
    Attack attack = new Attack("a price that differs for one check in six");
    for (int i = 0; i < ENOUGH; i++) {
      boolean isGold = i % 2 == 0;
      attack.note(isGold, isGold && i % 12 == 0 ? 11 : 10);
    }
    assertThat(attack.sigmas()).isGreaterThan(Attack.LEAST_SIGMAS);
    assertThat(attack.area(0)).isGreaterThan(0.5 + Attack.BOUND);
  }
}
