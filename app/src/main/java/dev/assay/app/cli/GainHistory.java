package dev.assay.app.cli;

import dev.assay.report.TextTable;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.JudgedVersion;
import dev.assay.v1.WaveDrawn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gains of model versions in retrospect: what the labels bought under each were predicted to
 * gain when its first wave was planned, beside how much less the next judged version erred.
 *
 * @param waves by the model version that they were drawn by, in order
 * @param versions judged ones, in the order in which they were published
 */
record GainHistory(Map<String, List<WaveDrawn>> waves, List<JudgedVersion> versions) {

  static GainHistory of(Iterable<AuditEvent> events, List<JudgedVersion> versions) {
    Map<String, List<WaveDrawn>> waves = new LinkedHashMap<>();
    for (AuditEvent event : events) {
      if (event.hasWaveDrawn()) {
        waves
            .computeIfAbsent(event.getWaveDrawn().getModelVersion(), version -> new ArrayList<>())
            .add(event.getWaveDrawn());
      }
    }
    return new GainHistory(waves, versions);
  }

  /** A row for each judged version but the last, whose labels have not been judged by a next. */
  TextTable table() {
    TextTable table =
        new TextTable(
            "VERSION", "WAVES", "STRATEGIES", "LABELS", "PREDICTED", "REALISED", "STANDARD ERROR");
    for (int k = 0; k + 1 < versions.size(); k++) {
      JudgedVersion from = versions.get(k);
      JudgedVersion to = versions.get(k + 1);
      List<WaveDrawn> drawn = waves.getOrDefault(from.getModelVersion(), List.of());
      long labels = to.getLabelCount() - from.getLabelCount();
      table.row(
          from.getModelVersion(),
          drawn.stream()
              .map(wave -> Long.toString(wave.getWaveNumber()))
              .collect(Collectors.joining(" ")),
          String.join(", ", strategies(drawn)),
          labels,
          predicted(drawn, from.getLabelCount(), labels),
          number(from.getError() - to.getError()),
          number(Math.hypot(from.getStandardError(), to.getStandardError())));
    }
    return table;
  }

  private static Set<String> strategies(List<WaveDrawn> drawn) {
    return drawn.stream()
        .map(WaveDrawn::getStrategy)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * What the first wave's line promised of as many labels as came: it is straight in the logarithm
   * of the labels, so that what it promised of another number is scaled.
   */
  private static String predicted(List<WaveDrawn> drawn, long from, long labels) {
    return drawn.stream()
        .map(WaveDrawn::getStopDecision)
        .filter(decision -> decision.hasGain() && decision.getNextLabelCount() > 0)
        .findFirst()
        .map(
            decision ->
                number(
                    decision.getGain()
                        * Math.log1p((double) labels / from)
                        / Math.log1p((double) decision.getNextLabelCount() / from)))
        .orElse("-");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
