package dev.assay.sampling.balance;

import java.util.List;

/** The ways to balance a training set that need nothing but a name, each with its defaults. */
public final class Balancings {
  /** The share of rows that distillation keeps where nothing else is said. */
  public static final double DEFAULT_SHARE = .25;

  private Balancings() {}

  /** All of them, those that ask for costs or categories apart. */
  public static List<Balancing> all() {
    Teacher teacher = new OutOfFold();
    return List.of(
        new RandomOversampling(),
        new RandomUndersampling(),
        new ClassWeights(),
        new Smote(),
        new BorderlineSmote(),
        new Adasyn(),
        new TomekLinks(),
        new EditedNearestNeighbours(),
        new NearMiss(),
        new ActiveDownsampling(teacher),
        new RowDistillation(teacher, DEFAULT_SHARE));
  }
}
