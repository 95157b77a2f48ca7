package dev.assay.reliability.sequence;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.reliability.sidecar.Call;
import dev.assay.reliability.sidecar.VirtualClock;
import dev.assay.v1.AdjustChargesRequest;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.FundLabelsRequest;
import dev.assay.v1.PacePoint;
import dev.assay.v1.PauseGrantsRequest;
import dev.assay.v1.ResumeGrantsRequest;
import dev.assay.v1.SetBudgetPlanRequest;
import dev.assay.v1.Slice;
import dev.assay.v1.TaskKind;
import dev.assay.v1.TaskPrice;
import java.util.List;

/** Commands about what lies below the ceiling: lines, thresholds, adjustments, late labels. */
final class PlanVerbs {
  private static final List<String> ZONES = List.of("Europe/Lisbon", "Asia/Kolkata", "UTC");
  private static final long HOUR_MILLIS = 3_600_000;

  private PlanVerbs() {}

  /** Lines by the bits of a, the rest by those of c; a bit counts where b has it, too. */
  static Call setPlan(World world, Command command) {
    BudgetPlan.Builder plan = BudgetPlan.newBuilder();
    int size = command.a() >> 8;
    for (int line = 0; line < 8; line++) {
      if (isOn(command.a() & command.b(), line)) {
        plan.addLines(line(line, size));
      }
    }
    addCeilings(plan, command.c() & command.b() >> 4, size);
    addThresholds(plan, command.c() & command.b() >> 4);
    SetBudgetPlanRequest.Builder request =
        SetBudgetPlanRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setPlan(plan)
            .setReason("plan")
            .setActor("owner")
            .setValidateOnly(command.c() % 32 == 30);
    if (command.b() % 32 == 31) {
      request.setEtag("1");
    }
    return Call.of(BudgetServiceGrpc.getSetBudgetPlanMethod(), request.build());
  }

  private static boolean isOn(int bits, int bit) {
    return (bits >> bit & 1) == 1;
  }

  private static BudgetLine line(int number, int size) {
    BudgetLine.Builder line = BudgetLine.newBuilder().setName("line-" + number);
    switch (number) {
      case 0 -> line.addSlices(Slice.SLICE_EXPLOIT).setCeilingMicros(20L * size);
      case 1 -> line.setPeriod(BudgetLine.Period.PERIOD_DAY).setCeilingMicros(15L * size);
      case 2 -> line.setEachAnnotator(true).setLabelCeiling(size);
      case 3 -> line.setAnnotatorId(World.annotator(size)).setCeilingMicros(10L * size);
      case 4 -> line.addSlices(Slice.SLICE_GOLD).setSetAsideShare(0.1);
      case 5 ->
          line.addSlices(Slice.SLICE_ADJUDICATE)
              .addSlices(Slice.SLICE_RELABEL)
              .setSetAsideShare(size / 20.0)
              .setCeilingMicros(100);
      case 6 ->
          line.setEachAnnotator(true)
              .setPeriod(BudgetLine.Period.PERIOD_DAY)
              .setAnnotatorTimeCeiling(Durations.fromSeconds(20L * size));
      default ->
          line.addSlices(Slice.SLICE_EXPLORE)
              .setPeriod(BudgetLine.Period.PERIOD_WEEK)
              .setLabelCeiling(2L * size);
    }
    return line.build();
  }

  private static void addCeilings(BudgetPlan.Builder plan, int bits, int size) {
    if (isOn(bits, 0)) {
      plan.setLabelCeiling(3L * size);
    }
    if (isOn(bits, 1)) {
      plan.setAnnotatorTimeCeiling(Durations.fromSeconds(100L * size));
    }
    if (isOn(bits, 2)) {
      plan.setExpectedLabelingDuration(Durations.fromSeconds(size));
    }
    if (isOn(bits, 3)) {
      plan.addTaskPrices(
          TaskPrice.newBuilder().setTaskKind(TaskKind.TASK_KIND_RELABEL).setPriceMicros(size));
    }
  }

  private static void addThresholds(BudgetPlan.Builder plan, int bits) {
    if (isOn(bits, 4)) {
      plan.addAlertShares(0.25).addAlertShares(1);
    }
    if (isOn(bits, 5)) {
      plan.addReviewShares(0.3).addReviewShares(0.6);
    }
    if (isOn(bits, 6)) {
      plan.addPace(pace(0, 0.2)).addPace(pace(2 * HOUR_MILLIS, 0.6)).addPace(pace(1L << 27, 1));
    }
    if (isOn(bits, 7)) {
      plan.setTimeZone(ZONES.get(bits % ZONES.size()));
    }
  }

  private static PacePoint pace(long afterMillis, double share) {
    return PacePoint.newBuilder()
        .setTime(Timestamps.fromMillis(VirtualClock.START_MILLIS + afterMillis))
        .setShare(share)
        .build();
  }

  static Call pause(World world, Command command) {
    return Call.of(
        BudgetServiceGrpc.getPauseGrantsMethod(),
        PauseGrantsRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setEtag(command.b() % 16 == 1 ? "1" : "")
            .setReason("to be looked at")
            .setActor("owner")
            .build());
  }

  static Call resume(World world, Command command) {
    return Call.of(
        BudgetServiceGrpc.getResumeGrantsMethod(),
        ResumeGrantsRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setEtag(command.b() % 16 == 1 ? "1" : "")
            .setReason("looked at")
            .setActor("owner")
            .build());
  }

  /** A charge or a refund of up to three labels; sometimes one that cannot be. */
  static Call adjust(World world, Command command) {
    long most = 3 * ProjectVerbs.PRICE_MICROS;
    long amount = Math.floorMod(command.a(), 2 * most + 1) - most;
    return Call.of(
        BudgetServiceGrpc.getAdjustChargesMethod(),
        AdjustChargesRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setAmountMicros(command.b() % 16 == 1 ? Long.MAX_VALUE : amount)
            .setCurrencyCode(command.b() % 16 == 2 ? "USD" : "")
            .setReason("adjusted")
            .setActor("owner")
            .setValidateOnly(command.c() % 16 == 1)
            .build());
  }

  static Call fund(World world, Command command) {
    return Call.of(
        BudgetServiceGrpc.getFundLabelsMethod(),
        FundLabelsRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setMaxLabels(Math.floorMod(command.a(), 4))
            .build());
  }
}
