package dev.assay.reliability.sequence;

import com.google.protobuf.FieldMask;
import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorRole;
import dev.assay.v1.AnnotatorServiceGrpc;
import dev.assay.v1.RegisterAnnotatorRequest;
import dev.assay.v1.ReinstateAnnotatorRequest;
import dev.assay.v1.SuspendAnnotatorRequest;
import dev.assay.v1.UpdateAnnotatorRequest;

/** Commands about annotators. */
final class AnnotatorVerbs {
  private AnnotatorVerbs() {}

  static Call register(World world, Command command) {
    Annotator.Builder annotator =
        Annotator.newBuilder().setAnnotatorId(World.annotator(command.a()));
    if (command.b() % 2 == 1) {
      annotator.addRoles(AnnotatorRole.ANNOTATOR_ROLE_LABELER);
    }
    if (command.b() % 8 >= 3) {
      annotator.addRoles(AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR);
    }
    if (command.b() % 3 == 1) {
      annotator.setPriceMicros(command.c() % 20);
    }
    if (command.b() % 5 == 1) {
      annotator.setDailyLimit(1 + command.c() % 6);
    }
    return Call.of(
        AnnotatorServiceGrpc.getRegisterAnnotatorMethod(),
        RegisterAnnotatorRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setAnnotator(annotator)
            .build());
  }

  static Call update(World world, Command command) {
    Annotator.Builder annotator =
        Annotator.newBuilder().setAnnotatorId(World.annotator(command.a()));
    String path;
    switch (command.b() % 4) {
      case 0 -> {
        path = "roles";
        annotator
            .addRoles(AnnotatorRole.ANNOTATOR_ROLE_LABELER)
            .addRoles(AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR);
      }
      case 1 -> {
        path = "daily_limit";
        annotator.setDailyLimit(command.c() % 8);
      }
      case 2 -> {
        path = "price_micros";
        annotator.setPriceMicros(command.c() % 20);
      }
      default -> path = "price_micros"; // none of its own any more
    }
    return Call.of(
        AnnotatorServiceGrpc.getUpdateAnnotatorMethod(),
        UpdateAnnotatorRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setAnnotator(annotator)
            .setUpdateMask(FieldMask.newBuilder().addPaths(path))
            .build());
  }

  static Call suspend(World world, Command command) {
    return Call.of(
        AnnotatorServiceGrpc.getSuspendAnnotatorMethod(),
        SuspendAnnotatorRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setAnnotatorId(World.annotator(command.a()))
            .setReason("because " + command.b() % 3)
            .build());
  }

  static Call reinstate(World world, Command command) {
    return Call.of(
        AnnotatorServiceGrpc.getReinstateAnnotatorMethod(),
        ReinstateAnnotatorRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setAnnotatorId(World.annotator(command.a()))
            .setReason("again")
            .build());
  }
}
