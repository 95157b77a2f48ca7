package dev.assay.app.demo;

import java.util.List;
import java.util.Locale;

/** The summary in sentences. */
final class SummaryLines {
  private SummaryLines() {}

  static List<String> of(DemoPlan plan, Summary summary) {
    RoundResult last = summary.last();
    return List.of(
        line(
            "bought",
            "%s labels on %s items for %s %s; charges and holds never exceeded %s of %s",
            Words.count(last.labels()),
            Words.count(last.settledItems() + last.openItems()),
            Words.money(last.spending().chargedMicros()),
            DemoPlan.CURRENCY,
            Words.money(summary.highestCommittedMicros()),
            Words.money(last.spending().ceilingMicros())),
        line(
            "settled",
            "%s items by %.2f labels each; %s verdicts are not the truth",
            Words.count(last.settledItems()),
            (double) last.labels() / Math.max(last.settledItems(), 1),
            Words.count(last.wrongVerdicts())),
        line(
            "learned",
            "%s of %s held-out items right; %s where the same was spent at random",
            Words.share(last.accuracyActive()),
            Words.count(plan.split().heldOut().length),
            Words.share(last.accuracyRandom())),
        line("saved", "%s", saved(summary)),
        line(
            "estimated",
            "%d of %d intervals (nominal 90 %%) hold the truth",
            summary.intervalsWithTruth(),
            summary.intervalCount()),
        line("checked", "%s", checked(summary.quality())),
        line("decided", "%s", decided(summary.quality())),
        line("verdicts", "%s", verdicts(summary.quality())));
  }

  private static String checked(QualityResult quality) {
    return "a third project has a fifth annotator, who guesses: %d of %d gold checks passed, %s"
        .formatted(
            quality.goldPassed(),
            quality.goldCount(),
            quality.isSuspended()
                ? "suspended, and others gave the votes again"
                : "not suspended yet");
  }

  private static String decided(QualityResult quality) {
    QualityResult.Line line = quality.line();
    return String.format(
        Locale.ROOT,
        "%s of %s disagreements by an adjudicator, within the line set aside for that: %s %s, %s"
            + " charged, %s left",
        Words.count(quality.adjudicated()),
        Words.count(quality.adjudicated() + quality.undecided()),
        Words.money(line.ceilingMicros()),
        DemoPlan.CURRENCY,
        Words.money(line.chargedMicros()),
        Words.money(line.leftMicros()));
  }

  private static String verdicts(QualityResult quality) {
    return String.format(
        Locale.ROOT,
        "%s of %s are not the truth, %.1f by majority of the same votes; they cost %s %s",
        Words.count(quality.wrongVerdicts()),
        Words.count(quality.settledItems()),
        quality.majorityWrong(),
        Words.money(quality.chargedMicros()),
        DemoPlan.CURRENCY);
  }

  private static String saved(Summary summary) {
    RoundResult last = summary.last();
    RoundResult first = summary.firstAsGoodAsRandom();
    String goal = Words.share(last.accuracyRandom());
    if (first == null) {
      return "nothing: " + goal + ", where random labels ended, was not reached";
    }
    long saved = last.labelsRandom() - first.labels();
    return "%s was reached with %s labels; random labels took %s: %s saved (%s)"
        .formatted(
            goal,
            Words.count(first.labels()),
            Words.count(last.labelsRandom()),
            Words.count(saved),
            Words.percent((double) saved / last.labelsRandom()));
  }

  private static String line(String title, String format, Object... values) {
    return "%-10s %s".formatted(title, String.format(Locale.ROOT, format, values));
  }
}
