package dev.assay.sampling.acquire.combine;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Part;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.Utilities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Several strategies weighed against one another. Each one's utilities are normalised to [0, 1]
 * ({@link Normalization}); a candidate's utility is then their weighted mean (a sum), which what is
 * of much use by one of them can win, or their weighted geometric mean (a product), which nothing
 * wins that one of them finds of no use. Products of an uncertainty and a density are the
 * information density of Settles and Craven (2008), with any of both.
 *
 * <p>It needs what any of them needs. Of a strategy that chooses a batch the order of what it chose
 * counts, of one that draws streams what it records. The draw is in the order of utility.
 */
public final class Combination implements Strategy {
  /** Strategies that one combination has at most. */
  public static final int MAX_TERMS = 8;

  /** The greatest weight. */
  public static final double MAX_WEIGHT = 1000;

  /** How terms are put together. */
  public enum Form {
    /** The weighted mean. */
    SUM(" + "),
    /** The weighted geometric mean. */
    PRODUCT(" x ");

    private final String sign;

    Form(String sign) {
      this.sign = sign;
    }
  }

  /**
   * One strategy of several.
   *
   * @param weight in (0, {@link #MAX_WEIGHT}]; only the ratios of weights matter
   */
  public record Term(Strategy strategy, double weight) {
    /** One strategy of several. */
    public Term {
      if (!(weight > 0 && weight <= MAX_WEIGHT)) {
        throw new IllegalArgumentException(
            "a weight is above 0 and at most " + MAX_WEIGHT + ", not " + weight);
      }
    }

    private String name() {
      String number = Double.toString(weight);
      String text = number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
      return text.equals("1") ? strategy.name() : text + " " + strategy.name();
    }
  }

  private final List<Term> terms;
  private final Form form;
  private final Normalization normalization;

  /**
   * A combination.
   *
   * @param terms from 1 to {@link #MAX_TERMS}
   * @throws IllegalArgumentException for another number of them
   */
  public Combination(List<Term> terms, Form form, Normalization normalization) {
    if (terms.isEmpty() || terms.size() > MAX_TERMS) {
      throw new IllegalArgumentException(
          "a combination has from 1 to " + MAX_TERMS + " terms, not " + terms.size());
    }
    this.terms = List.copyOf(terms);
    this.form = form;
    this.normalization = normalization;
  }

  /** The names of its terms with their weights, such as "margin + 2 k-center". */
  @Override
  public String name() {
    return terms.stream().map(Term::name).collect(Collectors.joining(form.sign));
  }

  @Override
  public Profile profile() {
    return new Profile(
        "what its terms prefer, weighed against one another", "decision 0146", "that of its terms");
  }

  @Override
  public Set<Need> needs() {
    EnumSet<Need> all = EnumSet.noneOf(Need.class);
    terms.forEach(term -> all.addAll(term.strategy().needs()));
    return all;
  }

  @Override
  public Set<Need> uses() {
    EnumSet<Need> all = EnumSet.noneOf(Need.class);
    terms.forEach(term -> all.addAll(term.strategy().uses()));
    return all;
  }

  @Override
  public Selection select(Candidates candidates, int drawCount, long seed) {
    double[] utilities = new double[candidates.size()];
    Arrays.fill(utilities, form == Form.SUM ? 0 : 1);
    double total = terms.stream().mapToDouble(Term::weight).sum();
    for (int k = 0; k < terms.size(); k++) {
      double[] values = normalization.of(utilities(k, candidates, drawCount, seed));
      double share = terms.get(k).weight() / total;
      for (int i = 0; i < utilities.length; i++) {
        utilities[i] =
            form == Form.SUM
                ? utilities[i] + share * values[i]
                : utilities[i] * StrictMath.pow(values[i], share);
      }
    }
    for (int i = 0; i < utilities.length; i++) {
      utilities[i] = Math.min(utilities[i], 1); // shares add up to 1 but for rounding
    }
    return new Utilities(utilities);
  }

  @Override
  public List<Part> parts(Candidates candidates, int drawCount, long seed) {
    List<Part> parts = new ArrayList<>();
    for (int k = 0; k < terms.size(); k++) {
      double[] utilities = utilities(k, candidates, drawCount, seed);
      parts.add(
          new Part(
              terms.get(k).strategy().name(),
              terms.get(k).weight(),
              utilities,
              normalization.of(utilities)));
    }
    return parts;
  }

  /** Each term has random numbers of its own. */
  private double[] utilities(int term, Candidates candidates, int drawCount, long seed) {
    long own = new SeededStream(seed, term).nextLong();
    return terms.get(term).strategy().select(candidates, drawCount, own).utilities();
  }
}
