package dev.assay.bench.error;

import dev.assay.bench.trial.Method;
import java.util.ArrayList;
import java.util.List;

/** All methods for error rates. */
final class ErrorMethods {
  private ErrorMethods() {}

  static List<Method<ErrorPool>> all() {
    List<Method<ErrorPool>> all = new ArrayList<>();
    all.add(Baselines.withReplacement());
    all.add(Baselines.withoutReplacement());
    all.addAll(PaperMethods.all());
    all.addAll(AdaptiveMethods.ofPaper());
    all.add(FixedProbabilityMethods.recommended());
    all.addAll(FixedProbabilityMethods.alternatives());
    all.add(Baselines.withControl());
    all.addAll(AdaptiveMethods.sequential());
    all.addAll(FixedProbabilityMethods.slow());
    all.addAll(SequenceMethods.all());
    return all;
  }
}
