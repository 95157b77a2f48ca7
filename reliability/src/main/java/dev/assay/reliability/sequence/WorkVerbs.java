package dev.assay.reliability.sequence;

import com.google.protobuf.Duration;
import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.AcquisitionServiceGrpc;
import dev.assay.v1.LabelServiceGrpc;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.ReleaseAssignmentsRequest;
import dev.assay.v1.ResetReturnsRequest;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.SubmitLabelsRequest;
import java.util.ArrayList;
import java.util.List;

/** Commands of annotators. */
final class WorkVerbs {
  private WorkVerbs() {}

  static Call next(World world, Command command) {
    NextBatchRequest.Builder request =
        NextBatchRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setAnnotatorId(World.annotator(command.a()))
            .setMaxAssignments(1 + Math.floorMod(command.b(), 6));
    switch (Math.floorMod(command.c(), 8)) {
      case 1 -> request.setLease(Duration.newBuilder().setSeconds(1));
      case 2 -> request.setLease(Duration.newBuilder().setSeconds(7200));
      case 3 -> request.setValidateOnly(true);
      default -> {}
    }
    return Call.of(AcquisitionServiceGrpc.getNextBatchMethod(), request.build());
  }

  static Call submit(World world, Command command) {
    SubmitLabelsRequest.Builder request =
        SubmitLabelsRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setAnnotatorId(World.annotator(command.a()));
    int answer = Math.floorMod(command.c(), 1_000);
    for (String token : tokens(world, command)) {
      request.addLabels(
          LabelSubmission.newBuilder()
              .setToken(token)
              .setValue(LabelValue.newBuilder().addClassNames(answer % 3 == 0 ? "no" : "yes"))
              .setLabelingDuration(Duration.newBuilder().setSeconds(answer % 50)));
      answer = answer / 3 + 7;
    }
    return Call.of(LabelServiceGrpc.getSubmitLabelsMethod(), request.build());
  }

  static Call giveBack(World world, Command command) {
    return Call.of(
        AcquisitionServiceGrpc.getReturnAssignmentsMethod(),
        ReturnAssignmentsRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setAnnotatorId(World.annotator(command.a()))
            .addAllTokens(tokens(world, command))
            .build());
  }

  static Call release(World world, Command command) {
    ReleaseAssignmentsRequest.Builder request =
        ReleaseAssignmentsRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command));
    switch (Math.floorMod(command.c(), 3)) {
      case 0 -> request.setAnnotatorId(World.annotator(command.a()));
      case 1 -> request.setMinAge(Duration.newBuilder().setSeconds(command.b() & 0xfff));
      default -> request.addAllTokens(tokens(world, command));
    }
    return Call.of(AcquisitionServiceGrpc.getReleaseAssignmentsMethod(), request.build());
  }

  static Call reset(World world, Command command) {
    ResetReturnsRequest.Builder request =
        ResetReturnsRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command));
    if (command.c() % 2 == 0) {
      request.setAnnotatorId(World.annotator(command.a()));
    } else {
      request.addItemIds(PoolVerbs.item(command.b()));
    }
    return Call.of(AcquisitionServiceGrpc.getResetReturnsMethod(), request.build());
  }

  /**
   * Mostly the annotator's latest open tokens; sometimes any of theirs, which were answered before
   * or given back, another's, one twice, or one that is made up.
   */
  static List<String> tokens(World world, Command command) {
    String project = World.project(command);
    int odd = Math.floorMod(command.c(), 32);
    String whose = World.annotator(odd == 1 ? command.a() + 1 : command.a());
    boolean any = odd % 8 == 7;
    List<String> theirs =
        any ? world.tokens().all(project, whose) : world.tokens().open(project, whose);
    int skip = odd % 4 == 3 ? Math.floorMod(command.c() / 4, 12) : 0;
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i <= Math.floorMod(command.b(), 4); i++) {
      if (i + skip < theirs.size()) {
        tokens.add(theirs.get(i + skip));
      }
    }
    if (odd == 9 || tokens.isEmpty()) {
      tokens.add(Tokens.MADE_UP);
    } else if (odd == 10) {
      tokens.add(tokens.get(0));
    }
    return tokens;
  }
}
