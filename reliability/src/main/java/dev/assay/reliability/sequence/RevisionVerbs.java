package dev.assay.reliability.sequence;

import com.google.protobuf.util.Durations;
import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.AcquisitionServiceGrpc;
import dev.assay.v1.LabelServiceGrpc;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.TransferAssignmentsRequest;
import dev.assay.v1.WithdrawLabelRequest;

/** Commands that change what was granted or answered. */
final class RevisionVerbs {
  private RevisionVerbs() {}

  static Call transfer(World world, Command command) {
    return Call.of(
        AcquisitionServiceGrpc.getTransferAssignmentsMethod(),
        TransferAssignmentsRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setAnnotatorId(World.annotator(command.a()))
            .addAllTokens(WorkVerbs.tokens(world, command))
            .setNewAnnotatorId(World.annotator(command.a() + 1 + command.b() % 3))
            .build());
  }

  static Call replace(World world, Command command) {
    return Call.of(
        LabelServiceGrpc.getReplaceLabelMethod(),
        ReplaceLabelRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setAnnotatorId(World.annotator(command.a()))
            .setLabel(
                LabelSubmission.newBuilder()
                    .setToken(labeled(world, command))
                    .setValue(QualityVerbs.value(command.b() % 2 == 0 ? "yes" : "no"))
                    .setLabelingDuration(Durations.fromSeconds(command.b() % 30)))
            .build());
  }

  static Call withdraw(World world, Command command) {
    return Call.of(
        LabelServiceGrpc.getWithdrawLabelMethod(),
        WithdrawLabelRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setAnnotatorId(World.annotator(command.a()))
            .setToken(labeled(world, command))
            .setReason("mistaken")
            .build());
  }

  private static String labeled(World world, Command command) {
    boolean another = command.c() % 16 == 1;
    return world
        .tokens()
        .labeled(
            World.project(command),
            World.annotator(another ? command.a() + 1 : command.a()),
            command.c());
  }
}
