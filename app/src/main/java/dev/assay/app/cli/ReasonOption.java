package dev.assay.app.cli;

import picocli.CommandLine.Option;

/** Why a command is given. */
final class ReasonOption {
  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
  private String reason = "";

  String text() {
    return reason;
  }
}
