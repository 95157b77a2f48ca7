package dev.assay.app.cli;

import dev.assay.client.ProjectName;
import picocli.CommandLine.Option;

/** The project that a command is about. */
final class ProjectOption {
  @Option(
      names = {"-p", "--project"},
      required = true,
      paramLabel = "NAME",
      description = "The project: \"digits\" or \"projects/digits\".")
  private String project = "";

  ProjectName name() {
    return parse(project);
  }

  static ProjectName parse(String text) {
    try {
      return text.startsWith("projects/") ? ProjectName.parse(text) : ProjectName.of(text);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }
}
