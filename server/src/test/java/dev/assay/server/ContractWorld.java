package dev.assay.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.v1.Annotator;
import dev.assay.v1.Assignment;
import dev.assay.v1.CreateEvaluationRequest;
import dev.assay.v1.GoldKey;
import dev.assay.v1.Item;
import dev.assay.v1.LabelValue;
import dev.assay.v1.SetBudgetPlanRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has to be there for each of {@link ValidRequests} to be answered with success: among it, for
 * each RPC that names an assignment, one of its own.
 */
final class ContractWorld {
  private static final ProjectName PROJECT = ProjectName.parse(ValidRequests.PROJECT);
  private static final List<String> OPEN =
      List.of("ReturnAssignments", "TransferAssignments", "SubmitLabels");
  private static final List<String> LABELLED = List.of("ReplaceLabel", "WithdrawLabel");

  /** By the RPC's bare name. */
  private final Map<String, String> tokens = new HashMap<>();

  private ContractWorld() {}

  static ContractWorld make(AssayClient client) {
    ContractWorld world = new ContractWorld();
    client.projects().createProject(ValidRequests.project(ValidRequests.ARCHIVED), 0);
    client.projects().createProject(ValidRequests.project(ValidRequests.PROJECT), 1_000_000);
    client.budget().setBudgetPlan((SetBudgetPlanRequest) ValidRequests.of("SetBudgetPlan").get(0));
    client
        .annotators()
        .registerAnnotator(PROJECT, Annotator.newBuilder().setAnnotatorId("ann").build());
    client.annotators().suspendAnnotator(PROJECT, "unknown", "");
    putItems(client, "disputed", "i1", "i2", "i3", "i4", "i5");
    for (Assignment assignment :
        client.acquisition().nextBatch(PROJECT, "ann", 6).getAssignmentsList()) {
      world.handOut(client, assignment);
    }
    client.adjudications().flagItem(PROJECT, "disputed", "");
    putItems(client, "gold", "other-gold", "i6", "i7");
    client
        .pool()
        .putScores(
            PROJECT,
            "m0",
            Scores.ofRows(List.of(ScoreRow.of("i6", 0.3f, 0.7f), ScoreRow.of("i7", 0.8f, 0.2f))));
    client
        .evaluations()
        .createEvaluation(
            ((CreateEvaluationRequest) ValidRequests.of("CreateEvaluation").get(0))
                .toBuilder()
                    .setRequestId("")
                    .setEvaluationId("first")
                    .setValidateOnly(false)
                    .build());
    LabelValue yes = LabelValue.newBuilder().addClassNames("yes").build();
    for (String item : List.of("gold", "other-gold")) {
      client
          .gold()
          .putGold(PROJECT, List.of(GoldKey.newBuilder().setItemId(item).setValue(yes).build()));
    }
    return world;
  }

  private static void putItems(AssayClient client, String... ids) {
    client
        .pool()
        .putItems(PROJECT, Arrays.stream(ids).map(id -> Item.newBuilder().setId(id).build()));
  }

  private void handOut(AssayClient client, Assignment assignment) {
    boolean disputed = assignment.getItemId().equals("disputed");
    String open = OPEN.stream().filter(rpc -> !tokens.containsKey(rpc)).findFirst().orElse("");
    if (!disputed && !open.isEmpty()) {
      tokens.put(open, assignment.getToken());
      return;
    }
    client.labels().submitLabels(PROJECT, "ann", List.of(LabelClient.answer(assignment, "no")));
    if (!disputed) {
      LABELLED.stream()
          .filter(rpc -> !tokens.containsKey(rpc))
          .findFirst()
          .ifPresent(rpc -> tokens.put(rpc, assignment.getToken()));
    }
  }

  /** The RPC's valid requests, with the assignment that this world has for it. */
  List<Message> requests(String rpc) {
    String token = tokens.getOrDefault(rpc, ValidRequests.TOKEN);
    return ValidRequests.of(rpc).stream().map(message -> withToken(message, token)).toList();
  }

  /** All tokens are of one length, so that the bytes around them stay as they are. */
  private static Message withToken(Message message, String token) {
    String bytes = message.toByteString().toString(StandardCharsets.ISO_8859_1);
    try {
      return message
          .getParserForType()
          .parseFrom(
              bytes.replace(ValidRequests.TOKEN, token).getBytes(StandardCharsets.ISO_8859_1));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
