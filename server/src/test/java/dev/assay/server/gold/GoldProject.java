package dev.assay.server.gold;

import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.GoldItem;
import dev.assay.v1.GoldKey;
import dev.assay.v1.GoldPolicy;
import dev.assay.v1.Grant;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ListGoldRequest;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.Policy;
import dev.assay.v1.PutGoldRequest;
import dev.assay.v1.PutGoldResponse;
import dev.assay.v1.RetireGoldRequest;
import dev.assay.v1.TaskKind;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A project with gold, whose items are of class "a", "b" or "c" by their numbers. */
final class GoldProject implements AutoCloseable {
  final LocalProject local;
  private int requestCount;

  GoldProject(Path folder, Policy.Builder policy, long ceilingMicros) {
    local = new LocalProject(folder, Definitions.threeClasses(policy), ceilingMicros);
  }

  /** A policy whose checks are as frequent as may be. */
  static GoldPolicy.Builder often() {
    return GoldPolicy.newBuilder().setProbationShare(0.5).setTrustedShare(0.2);
  }

  static String truth(String itemId) {
    return List.of("a", "b", "c").get(Integer.parseInt(itemId.substring(1)) % 3);
  }

  static String wrong(String itemId) {
    return List.of("a", "b", "c").get((Integer.parseInt(itemId.substring(1)) + 1) % 3);
  }

  PutGoldResponse put(int... ordinals) {
    return put(GoldProject::truth, ordinals);
  }

  /** Puts keys that may be wrong. */
  PutGoldResponse put(Function<String, String> key, int... ordinals) {
    PutGoldRequest.Builder request =
        PutGoldRequest.newBuilder()
            .setRequestId("g" + requestCount++)
            .setProject(LocalProject.NAME);
    IntStream.of(ordinals)
        .mapToObj(ordinal -> "i" + ordinal)
        .forEach(
            id ->
                request.addKeys(
                    GoldKey.newBuilder()
                        .setItemId(id)
                        .setValue(LabelValue.newBuilder().addClassNames(key.apply(id)))));
    return put(request.build());
  }

  PutGoldResponse put(PutGoldRequest request) {
    return local.run(
        new PutGold(local.indexes, local.waves::withdraw, local.secrets, local.models), request);
  }

  int retire(String... itemIds) {
    return local
        .run(
            new RetireGold(local.secrets, local.models),
            RetireGoldRequest.newBuilder()
                .setRequestId("g" + requestCount++)
                .setProject(LocalProject.NAME)
                .addAllItemIds(List.of(itemIds))
                .build())
        .getRetiredCount();
  }

  List<GoldItem> gold() {
    return new ListGold(local.store)
        .answer(ListGoldRequest.newBuilder().setProject(LocalProject.NAME).build())
        .getItemsList();
  }

  @Nullable AnnotatorRow annotator(String id) {
    List<AnnotatorRow> found =
        local.store.read(
            tables -> {
              AnnotatorRow row = tables.annotators().find(local.projectId(), id);
              return row == null ? List.of() : List.of(row);
            });
    return found.isEmpty() ? null : found.get(0);
  }

  /** A batch, with the audit log's account of each assignment. */
  record Batch(List<Assignment> assignments, List<Grant> grants) {
    int goldCount() {
      return (int) grants.stream().filter(g -> g.getTaskKind() == TaskKind.TASK_KIND_GOLD).count();
    }
  }

  Batch next(String annotator, int count) {
    NextBatchRequest request = local.batchRequest(annotator, count).build();
    List<Assignment> assignments = local.next(request).getAssignmentsList();
    List<Grant> grants =
        events().stream()
            .filter(event -> event.getRequestId().equals(request.getRequestId()))
            .flatMap(event -> event.getBatchGranted().getGrantsList().stream())
            .toList();
    return new Batch(assignments, grants);
  }

  List<AuditEvent> events() {
    return local.store.read(tables -> tables.audit().list(local.projectId(), 0, Integer.MAX_VALUE));
  }

  void submit(String annotator, Batch batch, Function<String, String> answer) {
    if (!batch.assignments().isEmpty()) {
      local.submit(annotator, batch.assignments(), answer);
    }
  }

  @Override
  public void close() {
    local.verify();
    local.close();
  }
}
