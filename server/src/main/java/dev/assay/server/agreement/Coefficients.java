package dev.assay.server.agreement;

import dev.assay.sampling.quality.VoteTable;
import dev.assay.sampling.quality.agreement.Agreement;
import dev.assay.sampling.quality.agreement.BootstrapInterval;
import dev.assay.sampling.quality.agreement.Coincidences;
import dev.assay.sampling.quality.agreement.PairVotes;
import dev.assay.sampling.quality.agreement.Scale;
import dev.assay.server.failure.AgreementTooLarge;
import dev.assay.v1.AgreementCoefficient;
import dev.assay.v1.AgreementGap;
import dev.assay.v1.AgreementGroup;
import dev.assay.v1.AgreementMeasure;
import java.util.List;
import java.util.stream.Stream;

/**
 * Computes the coefficients of a call with their intervals, within a number of steps that is known
 * before.
 *
 * @param wanted the coefficients
 * @param level the confidence level of the intervals
 * @param resamples bootstrap samples for each
 */
record Coefficients(List<AgreementCoefficient> wanted, double level, int resamples) {
  /** The most steps of one call: a few seconds on one core. */
  static final long MAX_STEPS = 2_000_000_000L;

  /** All coefficients. */
  static final List<AgreementCoefficient> ALL =
      Stream.of(AgreementCoefficient.values())
          .filter(one -> one != AgreementCoefficient.AGREEMENT_COEFFICIENT_UNSPECIFIED)
          .filter(one -> one != AgreementCoefficient.UNRECOGNIZED)
          .toList();

  private static final long SEED = 0xa9ee;

  /** Refuses what would take too many steps. */
  void require(VoteTable votes, List<VoteGroup> groups) {
    double steps = 0;
    for (VoteGroup group : groups) {
      for (AgreementCoefficient coefficient : wanted) {
        steps += (resamples + 1.0) * steps(coefficient, group.items().size(), votes.classCount());
      }
    }
    if (steps > MAX_STEPS) {
      throw new AgreementTooLarge((long) steps, MAX_STEPS);
    }
  }

  private static double steps(AgreementCoefficient coefficient, double items, double classes) {
    return switch (coefficient) {
      case AGREEMENT_COEFFICIENT_COHEN_KAPPA -> items + classes * classes;
      case AGREEMENT_COEFFICIENT_ALPHA_NOMINAL, AGREEMENT_COEFFICIENT_ALPHA_INTERVAL ->
          3 * items * classes + classes * classes;
      case AGREEMENT_COEFFICIENT_ALPHA_ORDINAL -> 3 * items * classes + classes * classes * classes;
      default -> 2 * items * classes;
    };
  }

  AgreementGroup of(RecentVotes recent, VoteGroup group) {
    VoteTable votes = group.only(recent.votes());
    Coincidences items = Coincidences.of(votes);
    AgreementGroup.Builder answer =
        AgreementGroup.newBuilder()
            .setStratum(group.stratum())
            .setItemCount(group.items().size())
            .setVoteCount(votes.voteCount());
    group.pair().stream()
        .map(number -> recent.annotatorIds().get(number))
        .sorted()
        .forEach(answer::addAnnotatorIds);
    for (AgreementCoefficient coefficient : wanted) {
      if (coefficient != AgreementCoefficient.AGREEMENT_COEFFICIENT_COHEN_KAPPA) {
        answer.addMeasures(
            measure(
                coefficient,
                BootstrapInterval.of(items, agreement(coefficient), level, resamples, SEED)));
      } else if (group.isPair()) {
        PairVotes pair = PairVotes.of(votes, group.pair().get(0), group.pair().get(1));
        answer.addMeasures(
            measure(
                coefficient,
                BootstrapInterval.of(pair, PairVotes.Weighting.NONE, level, resamples, SEED)));
      }
    }
    return answer.build();
  }

  private static Agreement agreement(AgreementCoefficient coefficient) {
    return switch (coefficient) {
      case AGREEMENT_COEFFICIENT_PERCENT -> Agreement.percent();
      case AGREEMENT_COEFFICIENT_FLEISS_KAPPA -> Agreement.fleiss();
      case AGREEMENT_COEFFICIENT_ALPHA_NOMINAL -> Agreement.krippendorff(Scale.NOMINAL);
      case AGREEMENT_COEFFICIENT_ALPHA_ORDINAL -> Agreement.krippendorff(Scale.ORDINAL);
      case AGREEMENT_COEFFICIENT_ALPHA_INTERVAL -> Agreement.krippendorff(Scale.INTERVAL);
      default -> throw new IllegalStateException(coefficient + " is not one of any annotators");
    };
  }

  private static AgreementMeasure measure(
      AgreementCoefficient coefficient, BootstrapInterval interval) {
    AgreementMeasure.Builder measure = AgreementMeasure.newBuilder().setCoefficient(coefficient);
    if (Double.isNaN(interval.value())) {
      return measure
          .setGap(
              interval.items() == 0
                  ? AgreementGap.AGREEMENT_GAP_NO_REPEATED_ITEM
                  : AgreementGap.AGREEMENT_GAP_ONE_CLASS)
          .build();
    }
    return measure
        .setValue(interval.value())
        .setLow(interval.low())
        .setHigh(interval.high())
        .build();
  }
}
