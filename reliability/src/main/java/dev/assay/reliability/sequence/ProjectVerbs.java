package dev.assay.reliability.sequence;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.ArchiveProjectRequest;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.ProjectServiceGrpc;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.UpdateProjectRequest;
import java.util.List;

/** Commands about projects and their ceilings. */
final class ProjectVerbs {
  static final long PRICE_MICROS = 10;
  private static final List<LabelSchema.Kind> KINDS =
      List.of(
          LabelSchema.Kind.KIND_BINARY,
          LabelSchema.Kind.KIND_MULTICLASS,
          LabelSchema.Kind.KIND_MULTI_LABEL,
          LabelSchema.Kind.KIND_BINARY);
  private static final List<Long> CEILINGS =
      List.of(100L, 0L, 10L, 25L, 37L, 1_000L, 5L, 1_000_000_000_000_000L);

  private ProjectVerbs() {}

  static Call create(World world, Command command) {
    Policy.Builder policy =
        Policy.newBuilder()
            .setStrategy(Policies.strategy(command.c()))
            .setAgreeingVotes(1 + Math.floorMod(command.b(), 3))
            .setLease(Duration.newBuilder().setSeconds(60));
    if (command.c() % 2 == 1) {
      policy.setWaveSize(1 + Math.floorMod(command.b(), 7));
    }
    if (command.a() % 3 != 0) {
      policy.setMinScoredShare(0.3 * Math.floorMod(command.a(), 3) - 0.3);
    }
    Policies.addQuality(policy, Math.floorMod(command.c() >> 4, 8), command.b());
    Project project =
        Project.newBuilder()
            .setName(World.project(command))
            .setLabelSchema(
                LabelSchema.newBuilder()
                    .setKind(KINDS.get(Math.floorMod(command.c() >> 8, KINDS.size())))
                    .addClassNames("no")
                    .addClassNames("yes"))
            .setCurrencyCode("EUR")
            .setDefaultPriceMicros(PRICE_MICROS)
            .setPolicy(policy)
            .build();
    return Call.of(
        ProjectServiceGrpc.getCreateProjectMethod(),
        CreateProjectRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(project)
            .setCeilingMicros(pick(CEILINGS, command.a()))
            .build());
  }

  static Call update(World world, Command command) {
    Project.Builder project = Project.newBuilder().setName(World.project(command));
    String path;
    Policy.Builder policy = project.getPolicyBuilder();
    switch (Math.floorMod(command.a(), 10)) {
      case 0 -> {
        path = "display_name";
        project.setDisplayName("name " + command.b() % 3);
      }
      case 1 -> {
        path = "policy.strategy";
        policy.setStrategy(Policies.strategy(command.b()));
      }
      case 2 -> {
        path = "policy.agreeing_votes";
        policy.setAgreeingVotes(1 + Math.floorMod(command.b(), 3));
      }
      case 3 -> {
        path = "default_price_micros";
        project.setDefaultPriceMicros(PRICE_MICROS + command.b() % 4);
      }
      case 4 -> {
        path = "policy.gold";
        policy.setGold(Policies.gold(command.b()));
      }
      case 5 -> {
        path = "policy.adjudication";
        policy.setAdjudication(Policies.adjudication(command.b()));
      }
      case 6 -> {
        path = "policy.verdict_method";
        policy.setVerdictMethod(Policies.method(command.b()));
      }
      case 7 -> {
        path = "policy.dynamic_redundancy";
        policy.setDynamicRedundancy(Policies.redundancy(command.b()));
      }
      case 8 -> {
        path = "strata";
        project.getStrataBuilder().addDimensionsBuilder().setAttribute("site");
      }
      default -> {
        path = "policy.sharpness";
        policy.setSharpness(command.b() % 5);
      }
    }
    if (command.c() % 8 == 1) {
      project.setEtag("1");
    }
    return Call.of(
        ProjectServiceGrpc.getUpdateProjectMethod(),
        UpdateProjectRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(project)
            .setUpdateMask(FieldMask.newBuilder().addPaths(path))
            .build());
  }

  static Call archive(World world, Command command) {
    return Call.of(
        ProjectServiceGrpc.getArchiveProjectMethod(),
        ArchiveProjectRequest.newBuilder()
            .setRequestId(world.requestId())
            .setName(World.project(command))
            .build());
  }

  static Call setCeiling(World world, Command command) {
    SetCeilingRequest.Builder request =
        SetCeilingRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setCeilingMicros(pick(CEILINGS, command.a()))
            .setValidateOnly(command.b() % 8 == 1);
    switch (Math.floorMod(command.c(), 8)) {
      case 1 -> request.setEtag("1");
      case 2 -> request.setCurrencyCode("EUR");
      case 3 -> request.setCurrencyCode("USD");
      default -> {}
    }
    return Call.of(BudgetServiceGrpc.getSetCeilingMethod(), request.build());
  }

  static <T> T pick(List<T> list, int number) {
    return list.get(Math.floorMod(number, list.size()));
  }
}
