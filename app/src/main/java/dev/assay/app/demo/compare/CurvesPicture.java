package dev.assay.app.demo.compare;

import dev.assay.app.demo.compare.Comparison.Curves;
import dev.assay.report.plot.Axis;
import dev.assay.report.plot.Chart;
import dev.assay.report.plot.Mark;
import dev.assay.sampling.estimate.numeric.StudentLaw;
import java.util.ArrayList;
import java.util.List;

/** The learning curves as a picture: means over the seeds, with their intervals. */
public final class CurvesPicture {
  private static final String STYLE =
      ".ground{fill:#fff}text{font:12px sans-serif}.heading{font-weight:600;font-size:14px}"
          + ".middle{text-anchor:middle}.end{text-anchor:end}.grid{stroke:#e2e8f0}"
          + ".axis{stroke:#4a5568}polyline{fill:none;stroke-width:1.8}.whisker{stroke-opacity:.5}"
          + ".full{stroke:#4a5568;stroke-dasharray:2 3}";

  private static final List<String> COLOURS =
      List.of("#4a5568", "#b7791f", "#805ad5", "#0f766e", "#2f855a", "#1b6ca8", "#c8553d");

  private CurvesPicture() {}

  /** The picture of a comparison, as SVG. */
  public static String of(Comparison comparison) {
    double[] labels = comparison.labels();
    List<Mark> marks = new ArrayList<>();
    double full = 0;
    for (double accuracy : comparison.full()) {
      full += accuracy / comparison.full().length;
    }
    double least = full;
    double most = full;
    for (int k = 0; k < comparison.curves().size(); k++) {
      Curves curves = comparison.curves().get(k);
      String style = "s" + k % COLOURS.size();
      double[] mean = new double[labels.length];
      double[] low = new double[labels.length];
      double[] high = new double[labels.length];
      for (int t = 0; t < labels.length; t++) {
        mean[t] = mean(curves, t);
        double margin = margin(curves, t, mean[t]);
        low[t] = Math.max(0, mean[t] - margin);
        high[t] = Math.min(1, mean[t] + margin);
        least = Math.min(least, low[t]);
        most = Math.max(most, high[t]);
      }
      marks.add(new Mark.Whiskers(style, labels, low, high));
      marks.add(new Mark.Line(curves.strategy(), style, labels, mean, true));
    }
    double wanted = LabelsNeeded.SHARE * full;
    double end = labels[labels.length - 1];
    marks.add(
        new Mark.Line(
            "95 % of the accuracy with all labels",
            "full", new double[] {0, end}, new double[] {wanted, wanted}, false));
    Chart chart =
        new Chart(
            "%s: held-out accuracy by labels bought, mean of %d seeds with 90 %% intervals"
                .formatted(comparison.dataset(), comparison.full().length),
            Axis.covering("labels bought", 0, end),
            Axis.covering("accuracy on held-out items", least, most),
            marks);
    return chart.picture(rules());
  }

  private static String rules() {
    StringBuilder rules = new StringBuilder(STYLE);
    for (int k = 0; k < COLOURS.size(); k++) {
      rules.append(
          ".s%d{stroke:%s}.dot.s%d{fill:%s}".formatted(k, COLOURS.get(k), k, COLOURS.get(k)));
    }
    return rules.toString();
  }

  private static double mean(Curves curves, int t) {
    double sum = 0;
    for (double[] seed : curves.accuracies()) {
      sum += seed[t];
    }
    return sum / curves.accuracies().length;
  }

  /** Of Student's interval over the seeds. */
  private static double margin(Curves curves, int t, double mean) {
    double squares = 0;
    int count = curves.accuracies().length;
    for (double[] seed : curves.accuracies()) {
      squares += (seed[t] - mean) * (seed[t] - mean);
    }
    return StudentLaw.criticalValue(LabelsNeeded.LEVEL, count - 1.0)
        * Math.sqrt(squares / (count - 1) / count);
  }
}
