package dev.assay.reliability.sequence;

import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.AdjudicationServiceGrpc;
import dev.assay.v1.FlagItemRequest;
import dev.assay.v1.GoldKey;
import dev.assay.v1.GoldServiceGrpc;
import dev.assay.v1.LabelValue;
import dev.assay.v1.PutGoldRequest;
import dev.assay.v1.ResolveAdjudicationRequest;
import dev.assay.v1.RetireGoldRequest;

/** Commands about items whose answer is known, and about those that are disputed. */
final class QualityVerbs {
  private QualityVerbs() {}

  static Call putGold(World world, Command command) {
    PutGoldRequest.Builder request =
        PutGoldRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command));
    int step = command.c() % 16 == 1 ? 0 : 3; // the same item twice is refused
    for (int i = 0; i <= Math.floorMod(command.a(), 4); i++) {
      int number = command.b() + i * step;
      request.addKeys(
          GoldKey.newBuilder()
              .setItemId(PoolVerbs.item(number))
              .setValue(value(number % 3 == 0 ? "no" : "yes")));
    }
    return Call.of(GoldServiceGrpc.getPutGoldMethod(), request.build());
  }

  static LabelValue value(String className) {
    return LabelValue.newBuilder().addClassNames(className).build();
  }

  static Call retireGold(World world, Command command) {
    return Call.of(
        GoldServiceGrpc.getRetireGoldMethod(),
        RetireGoldRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .addItemIds(world.goldItem(World.project(command), command.a()))
            .setVoidChecks(command.b() % 2 == 0)
            .build());
  }

  static Call flag(World world, Command command) {
    return Call.of(
        AdjudicationServiceGrpc.getFlagItemMethod(),
        FlagItemRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setItemId(world.labeledItem(World.project(command), command.a()))
            .setReason("doubtful")
            .build());
  }

  /** Decides a disputed item, or gives a round up. */
  static Call resolve(World world, Command command) {
    ResolveAdjudicationRequest.Builder request =
        ResolveAdjudicationRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setItemId(world.disputedItem(World.project(command), command.a()))
            .setReason("decided");
    if (command.b() % 4 != 1) {
      request.setValue(value(command.b() % 2 == 0 ? "yes" : "no"));
    }
    return Call.of(AdjudicationServiceGrpc.getResolveAdjudicationMethod(), request.build());
  }
}
