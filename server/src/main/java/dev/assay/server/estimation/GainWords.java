package dev.assay.server.estimation;

import dev.assay.sampling.stop.LearningCurve;
import dev.assay.sampling.stop.StoppingRules;
import dev.assay.v1.EstimateGainRequest;
import java.util.Locale;

/** Advice in words. */
final class GainWords {
  private GainWords() {}

  static String of(StoppingRules.Decision decision, EstimateGainRequest request, int next) {
    return switch (decision.advice()) {
      case TOO_EARLY ->
          "at least "
              + LearningCurve.MIN_VERSIONS
              + " model versions, of different numbers of labels, must have been judged and"
              + " replaced; go on";
      case CONTINUE ->
          String.format(
              Locale.ROOT,
              "the next %d labels gain %.4f, at most %.4f: no rule speaks for stopping",
              next,
              decision.gain(),
              decision.highGain());
      case TARGET_REACHED ->
          String.format(
              Locale.ROOT, "the accuracy is at least %.4f: stop", request.getTargetAccuracy());
      case NO_IMPROVEMENT ->
          String.format(
              Locale.ROOT,
              "the last %d versions together gained less than %.4f: stop",
              request.getRounds(),
              request.getLeastGain());
      case GAIN_TOO_SMALL ->
          String.format(
              Locale.ROOT,
              "the next %d labels gain at most %.4f, less than %.4f: stop",
              next,
              decision.highGain(),
              request.getLeastGain());
    };
  }
}
