package dev.assay.app.demo;

/**
 * Request ids that are the same in every run: the answers to a repeated run's requests are then the
 * same, too, and the audit log can be read beside the output.
 */
final class RequestNames {
  private final String arm;
  private int count;

  RequestNames(String arm) {
    this.arm = arm;
  }

  String next(String call) {
    count++;
    return "demo-%s-%05d-%s".formatted(arm, count, call);
  }
}
