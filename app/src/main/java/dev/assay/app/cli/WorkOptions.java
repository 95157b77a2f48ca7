package dev.assay.app.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose work a command is about, and how it can be repeated. */
final class WorkOptions {
  @Mixin private ProjectOption project = new ProjectOption();

  @Option(
      names = {"-a", "--annotator"},
      required = true,
      paramLabel = "ID",
      description = "The annotator whom the assignments were leased to.")
  private String annotator = "";

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description = "Repeat with the same id after a failure; a new one when absent.")
  private String requestId = "";

  ProjectOption project() {
    return project;
  }

  String annotator() {
    return annotator;
  }

  String requestId() {
    return requestId;
  }
}
