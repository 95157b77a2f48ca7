package dev.assay.app.demo.crowd;

import java.util.ArrayList;
import java.util.List;

/** The annotators of the demo. */
public final class Crowd {
  /** How often each of them errs: from careful to careless. */
  static final List<Double> ERROR_RATES = List.of(0.01, 0.02, 0.04, 0.08);

  private Crowd() {}

  /**
   * Four annotators of different skill.
   *
   * @param classCount the number of classes
   * @param seed what their errors come from
   */
  public static List<Annotator> hire(int classCount, long seed) {
    List<Annotator> annotators = new ArrayList<>();
    for (int i = 0; i < ERROR_RATES.size(); i++) {
      String id = "annotator-" + (char) ('a' + i);
      annotators.add(new Annotator(id, ERROR_RATES.get(i), classCount, seed));
    }
    return List.copyOf(annotators);
  }
}
