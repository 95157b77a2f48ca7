package dev.assay.app.demo;

/**
 * A model whose scores were published, and the truth about it.
 *
 * @param version its name
 * @param populationCount the items that nobody had been asked about by then
 * @param rightCount those of them on which it is right
 */
record PublishedModel(String version, int populationCount, int rightCount) {
  double accuracy() {
    return (double) rightCount / populationCount;
  }
}
