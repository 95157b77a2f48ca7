package dev.assay.server.estimation;

/** No question yet: every settled item, to ask what it weighs. */
record WholePool() implements PoolQuestion {
  @Override
  public double z(SettledItem item) {
    return 0;
  }
}
