package dev.assay.sampling.stop;

import dev.assay.sampling.estimate.numeric.NormalLaw;
import java.util.List;

/**
 * Whether to stop buying labels, asked each time that a model version has been judged.
 *
 * <p><b>Implementation note.</b> The rules are looked at again and again, and each look may be
 * wrong. Look j, the j-th version from the {@link LearningCurve#MIN_VERSIONS}th on, may err with
 * probability alpha/(j (j + 1)), which sums to alpha over all of them, however many there will be:
 * so a rule stops wrongly, ever, with a probability of at most alpha, as far as the intervals
 * themselves hold. It is a union bound, which needs no independence of the looks. It is a bound for
 * each rule by itself, and for one look at each version: whoever looks more often at a version
 * whose labels still come in takes more than that.
 *
 * <p>What is wrong: to say that the target is reached where the version's error is above it; that
 * the last rounds have not improved where the curve's mean slope makes them improve by the least
 * gain or more; that the next labels are not worth it where they gain that much.
 *
 * @param alpha the probability of a wrong stop that is allowed, in (0, 0.5)
 * @param targetError stop when the error is known to be at most this; 0 for no such rule
 * @param leastGain the fall of the error that the next labels, or the last rounds, must reach; 0
 *     for no such rules
 * @param rounds the versions that must have improved together; 0 for no such rule
 */
public record StoppingRules(double alpha, double targetError, double leastGain, int rounds) {

  /** What the rules say. */
  public enum Advice {
    /** Too few versions were judged for any rule. */
    TOO_EARLY,
    /** No rule speaks for stopping. */
    CONTINUE,
    /** The latest version's error is at most the target. */
    TARGET_REACHED,
    /** The last rounds together have improved by less than the least gain. */
    NO_IMPROVEMENT,
    /** The next labels gain less than the least gain. */
    GAIN_TOO_SMALL
  }

  /**
   * An answer.
   *
   * @param look which look it was, from 1; 0 where it is too early
   * @param gain by which the next labels let the error fall; 0 where it is too early
   * @param lowGain its lower end at this look's alpha
   * @param highGain its upper end
   */
  public record Decision(Advice advice, int look, double gain, double lowGain, double highGain) {}

  public StoppingRules {
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException("alpha is " + alpha + "; give one between 0 and 0.5");
    }
    if (!(targetError >= 0) || !(leastGain >= 0) || rounds < 0) {
      throw new IllegalArgumentException("a rule's number is negative; give 0 for no such rule");
    }
  }

  /** The probability of a wrong stop that look j may take, j from 1. */
  public double alphaOf(int look) {
    return alpha / ((double) look * (look + 1));
  }

  /**
   * Looks.
   *
   * @param earlierVersions how many were published before these and are looked at no more, 0 or
   *     more: each may have had its look
   * @param versions the latest that were judged, in the order in which they were published
   * @param nextLabels how many labels are to be bought next, at least 1
   */
  public Decision look(int earlierVersions, List<JudgedVersion> versions, double nextLabels) {
    int kept = versions.size() - LearningCurve.MIN_VERSIONS + 1;
    int look = kept + earlierVersions;
    long sizes = versions.stream().mapToDouble(JudgedVersion::labelCount).distinct().count();
    if (kept < 1 || sizes < 2) {
      return new Decision(Advice.TOO_EARLY, 0, 0, 0, 0);
    }
    LearningCurve curve = LearningCurve.of(versions);
    JudgedVersion last = versions.get(versions.size() - 1);
    double part = alphaOf(look);
    double gain = Math.min(curve.gain(last.labelCount(), nextLabels), last.error());
    // No error falls by more than it is, of which its own interval has a tenth of the look's alpha.
    double most = last.error() + NormalLaw.quantile(1 - part / 10) * last.deviation();
    double high = Math.min(curve.upperGain(last.labelCount(), nextLabels, part * 9 / 10), most);
    return new Decision(
        advice(versions, curve, high, part),
        look,
        gain,
        Math.min(curve.lowerGain(last.labelCount(), nextLabels, part), gain),
        high);
  }

  private Advice advice(
      List<JudgedVersion> versions, LearningCurve curve, double highGain, double part) {
    JudgedVersion last = versions.get(versions.size() - 1);
    if (targetError > 0
        && last.error() + NormalLaw.quantile(1 - part) * last.deviation() <= targetError) {
      return Advice.TARGET_REACHED;
    }
    if (leastGain > 0 && rounds > 0 && versions.size() > rounds) {
      double before = versions.get(versions.size() - 1 - rounds).labelCount();
      double more = Math.max(last.labelCount() - before, 0);
      if (curve.upperGain(before, more, part) < leastGain) {
        return Advice.NO_IMPROVEMENT;
      }
    }
    return leastGain > 0 && highGain < leastGain ? Advice.GAIN_TOO_SMALL : Advice.CONTINUE;
  }
}
