package dev.assay.launcher;

import dev.assay.labelstudio.cli.LabelStudioCommand;
import dev.assay.server.cli.Assay;
import java.util.List;

/**
 * The program "assay": the server's commands and those of the modules that only know its client.
 * The one place that knows both sides.
 */
public final class Launcher {
  private Launcher() {}

  /**
   * Runs one command and exits with its status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    Assay.run(args, List.of(new LabelStudioCommand()), List.of(new LabelStudioBeside()));
  }
}
