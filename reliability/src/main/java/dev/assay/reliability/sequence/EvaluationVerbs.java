package dev.assay.reliability.sequence;

import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.AdvanceEvaluationRequest;
import dev.assay.v1.CancelEvaluationRequest;
import dev.assay.v1.CreateEvaluationRequest;
import dev.assay.v1.EvaluationPlan;
import dev.assay.v1.EvaluationServiceGrpc;
import java.util.List;

/** Commands that measure a model version. */
final class EvaluationVerbs {
  private static final List<String> DESIGNS =
      List.of("", "simple-random", "stratified-neyman", "fila", "importance", "online-poisson");

  private EvaluationVerbs() {}

  private static String id(Command command) {
    return "e" + Math.floorMod(command.a(), 3);
  }

  static Call create(World world, Command command) {
    return Call.of(
        EvaluationServiceGrpc.getCreateEvaluationMethod(),
        CreateEvaluationRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setEvaluationId(id(command))
            .setPlan(
                EvaluationPlan.newBuilder()
                    .setLabelBudget(10 + Math.floorMod(command.b(), 10))
                    .setDesign(DESIGNS.get(Math.floorMod(command.c(), DESIGNS.size())))
                    .setMaxRounds(2))
            .setValidateOnly(Math.floorMod(command.c(), 16) == 15)
            .build());
  }

  static Call advance(World world, Command command) {
    return Call.of(
        EvaluationServiceGrpc.getAdvanceEvaluationMethod(),
        AdvanceEvaluationRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setEvaluationId(id(command))
            .build());
  }

  static Call cancel(World world, Command command) {
    return Call.of(
        EvaluationServiceGrpc.getCancelEvaluationMethod(),
        CancelEvaluationRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setEvaluationId(id(command))
            .build());
  }
}
