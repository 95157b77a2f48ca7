package dev.assay.app.demo;

import dev.assay.app.demo.crowd.Annotator;
import dev.assay.app.demo.crowd.Crowd;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table that a person can follow, with what it means before and what it comes to after. */
final class TableOutput implements DemoOutput {
  private static final String HEADINGS =
      """

                             EUR            accuracy, held out       the model that chose the round
      round  labels  charged   held  ceiling   active  random    gain   model     estimate  90 % interval  truth
      """;
  private static final String ROW = "%5d %7s %8s %6s %8s  %7s %7s %7s   %-9s %8s  %-13s %6s";

  private final PrintWriter out;
  private @Nullable DemoPlan plan;
  private @Nullable RoundResult before;

  TableOutput(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(DemoPlan starting) {
    plan = starting;
    int classCount = starting.dataset().classNames().size();
    String errors =
        Crowd.hire(classCount, starting.seed()).stream()
            .map(Annotator::errorRate)
            .map(Words::percent)
            .collect(Collectors.joining(", "));
    print(
        "%s, seed %d: %s items to label, %s held out, %d classes",
        starting.dataset().name(),
        starting.seed(),
        Words.count(starting.split().pool().length),
        Words.count(starting.split().heldOut().length),
        classCount);
    print(
        "four annotators err in %s of their answers; a label costs %s %s; %d equal votes settle an"
            + " item, at most %d are bought",
        errors,
        Words.money(DemoPlan.PRICE_MICROS),
        DemoPlan.CURRENCY,
        DemoPlan.AGREEING_VOTES,
        DemoPlan.MAX_VOTES);
    print(
        "\"active\" covers the pool first, then draws half for the model and half for the estimate;"
            + " \"random\" spends the same at random");
    print(
        "estimates are the server's, from the labels of that round alone; the truth about the same"
            + " items is known to the demo only");
    HEADINGS.lines().forEach(out::println);
    out.flush();
  }

  @Override
  public void round(RoundResult result) {
    Judgement judged = result.judgement();
    Judgement.Estimated estimated = judged == null ? null : judged.estimated();
    print(
        ROW,
        result.round(),
        result.labels(),
        Words.money(result.spending().chargedMicros()),
        Words.money(result.spending().heldMicros()),
        Words.money(result.spending().ceilingMicros()),
        Words.share(result.accuracyActive()),
        Words.share(result.accuracyRandom()),
        Words.difference(result.accuracyActive() - result.accuracyRandom()),
        judged == null ? "-" : judged.modelVersion(),
        estimated == null ? "-" : Words.share(estimated.estimate()),
        estimated == null
            ? "-"
            : Words.share(estimated.low()) + " - " + Words.share(estimated.high()),
        judged == null ? "-" : Words.share(judged.truth()));
    notes(result);
    before = result;
    out.flush();
  }

  private void notes(RoundResult result) {
    if (result.spending().heldMicros() > 0) {
      note("an annotator has taken a batch and gone: its price is held and cannot be spent twice");
    } else if (before != null && before.spending().heldMicros() > 0) {
      note("the batch was given back: its hold was released and others have labelled its items");
    }
    Judgement judged = result.judgement();
    if (judged != null && judged.withheld() != null) {
      note("no estimate: " + judged.withheld());
    }
    if (result.stopReason() != null) {
      note("stopped: " + Words.stop(result.stopReason()));
    }
  }

  @Override
  public void end(Summary summary) {
    print("");
    SummaryLines.of(Objects.requireNonNull(plan), summary).forEach(out::println);
    out.flush();
  }

  private void note(String text) {
    print("        ^ %s", text);
  }

  private void print(String format, @Nullable Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
