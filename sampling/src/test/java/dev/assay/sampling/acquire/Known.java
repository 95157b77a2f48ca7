package dev.assay.sampling.acquire;

import dev.assay.sampling.vector.Points;
import org.jspecify.annotations.Nullable;

/** Candidates of which so much is known as is given, part by part. */
public final class Known implements Candidates {
  private final int size;
  private @Nullable ScoreView scores;
  private @Nullable Points vectors;
  private @Nullable Points labelled;
  private @Nullable ScoreView labelledScores;
  private int @Nullable [] classes;
  private Judgements judged = Judgements.NONE;
  private @Nullable EnsembleView ensemble;
  private double @Nullable [] gradients;
  private long @Nullable [] prices;

  private Known(int size) {
    this.size = size;
  }

  public static Known of(int size) {
    return new Known(size);
  }

  /** With rows of scores alone. */
  public static Known pool(Rows rows) {
    return of(rows.size()).scores(rows);
  }

  /** With vectors alone, beside those of a labelled set. */
  public static Known pool(Points vectors, Points labelled) {
    return of(vectors.count()).vectors(vectors, labelled);
  }

  public static Known pool(Points vectors, Rows rows) {
    return pool(vectors, FloatPoints.of(), rows);
  }

  public static Known pool(Points vectors, Points labelled, Rows rows) {
    return pool(vectors, labelled).scores(rows);
  }

  public static Known pool(Points vectors, Points labelled, Rows rows, int... classes) {
    return pool(vectors, labelled, rows).answers(null, classes);
  }

  public Known scores(ScoreView known) {
    scores = known;
    return this;
  }

  public Known vectors(Points known, Points ofLabelled) {
    vectors = known;
    labelled = ofLabelled;
    return this;
  }

  public Known answers(@Nullable ScoreView ofLabelled, int... known) {
    labelledScores = ofLabelled;
    classes = known;
    return this;
  }

  public Known judged(Judgements known) {
    judged = known;
    return this;
  }

  public Known ensemble(EnsembleView known) {
    ensemble = known;
    return this;
  }

  public Known gradients(double... known) {
    gradients = known;
    return this;
  }

  public Known prices(long... known) {
    prices = known;
    return this;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean has(Need need) {
    return switch (need) {
      case SCORES -> scores != null;
      case VECTORS -> vectors != null;
      case CLASSES -> classes != null;
      case ENSEMBLE -> ensemble != null;
      case GRADIENTS -> gradients != null;
      case PRICES -> prices != null;
    };
  }

  @Override
  public ScoreView scores() {
    return required(scores);
  }

  @Override
  public Points vectors() {
    return required(vectors);
  }

  @Override
  public Points labelledVectors() {
    return required(labelled);
  }

  @Override
  public int[] labelledClasses() {
    return required(classes);
  }

  @Override
  public ScoreView labelledScores() {
    return required(labelledScores);
  }

  @Override
  public Judgements labelledJudgements() {
    return judged;
  }

  @Override
  public EnsembleView ensemble() {
    return required(ensemble);
  }

  @Override
  public double gradientNorm(int candidate) {
    return required(gradients)[candidate];
  }

  @Override
  public long priceMicros(int candidate) {
    return required(prices)[candidate];
  }

  private static <T> T required(@Nullable T known) {
    if (known == null) {
      throw new IllegalStateException("the strategy did not say that it needs this");
    }
    return known;
  }
}
