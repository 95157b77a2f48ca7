package dev.assay.sampling.acquire.ensemble;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.EnsembleView;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.Utilities;
import dev.assay.sampling.vector.Chunks;
import java.util.EnumSet;
import java.util.Set;

/**
 * A strategy that looks at what the members of an ensemble say of one candidate at a time.
 *
 * <p>Multi-label candidates are the mean over their labels, each seen as a binary question.
 * Candidates that the ensemble says nothing of get the mean utility of the others.
 */
public abstract class EnsembleStrategy implements Strategy {
  private static final int CHUNK = 1024;

  /**
   * The utility of one candidate.
   *
   * @return in [0, 1] for exact distributions
   */
  abstract double utility(Members members);

  @Override
  public final Set<Need> needs() {
    return EnumSet.of(Need.ENSEMBLE);
  }

  @Override
  public final Selection select(Candidates candidates, int drawCount, long seed) {
    return new Utilities(utilities(candidates.ensemble()));
  }

  private double[] utilities(EnsembleView ensemble) {
    double[] into = new double[ensemble.size()];
    Chunks.forEach(
        into.length,
        CHUNK,
        (from, to) -> {
          float[] rows = new float[ensemble.memberCount() * ensemble.classCount()];
          Members members = new Members(rows, ensemble.memberCount(), ensemble.classCount());
          for (int i = from; i < to; i++) {
            if (ensemble.has(i)) {
              ensemble.copyProbabilities(i, rows);
              double raw = ensemble.isMultiLabel() ? labelMean(members) : utility(members);
              into[i] = Math.min(Math.max(raw, 0), 1); // rows sum to 1 within a tolerance only
            }
          }
        });
    fillUnknown(ensemble, into);
    return into;
  }

  private static void fillUnknown(EnsembleView ensemble, double[] into) {
    double sum = 0;
    int known = 0;
    for (int i = 0; i < into.length; i++) {
      sum += into[i]; // 0 where nothing is known
      known += ensemble.has(i) ? 1 : 0;
    }
    double mean = known == 0 ? 1 : sum / known;
    for (int i = 0; known < into.length && i < into.length; i++) {
      into[i] = ensemble.has(i) ? into[i] : mean;
    }
  }

  private double labelMean(Members members) {
    double sum = 0;
    for (int label = 0; label < members.classCount(); label++) {
      sum += utility(members.label(label));
    }
    return sum / members.classCount();
  }
}
