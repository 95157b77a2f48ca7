package dev.assay.sampling.acquire.score;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import java.util.Set;

/**
 * A strategy of scores with another form for candidates of several labels than the mean. Where
 * classes exclude one another it is the strategy itself.
 *
 * <p>Esuli and Sebastiani (2009), "Active learning strategies for multi-label text classification",
 * section 3, put a document's labels together by their mean or by the extreme one, all alike or
 * weighted by how well each is learnt; the weights by how often a label is expected are this
 * project's.
 */
public final class AcrossLabels implements Strategy {
  private final ProbabilityStrategy strategy;
  private final LabelForm form;

  private AcrossLabels(ProbabilityStrategy strategy, LabelForm form) {
    this.strategy = strategy;
    this.form = form;
  }

  /** By the greatest utility of a candidate's labels. */
  public static Strategy max(ProbabilityStrategy strategy) {
    return new AcrossLabels(strategy, LabelForm.MAX);
  }

  /** By the mean of a candidate's labels, frequent labels counting more. */
  public static Strategy micro(ProbabilityStrategy strategy) {
    return new AcrossLabels(strategy, LabelForm.MICRO);
  }

  @Override
  public String name() {
    return strategy.name() + form.suffix();
  }

  @Override
  public Profile profile() {
    return new Profile(
        "as "
            + strategy.name()
            + (form == LabelForm.MAX
                ? "; of several labels the one that is most so"
                : "; of several labels the mean by how often each is expected"),
        "Esuli and Sebastiani 2009",
        "N K");
  }

  @Override
  public Set<Need> needs() {
    return strategy.needs();
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    return strategy.select(candidates.scores(), form);
  }
}
