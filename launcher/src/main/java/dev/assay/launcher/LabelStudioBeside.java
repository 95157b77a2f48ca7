package dev.assay.launcher;

import dev.assay.labelstudio.cli.LabelStudioCommand;
import dev.assay.server.cli.Companion;
import java.io.IOException;
import java.nio.file.Path;

/** The bridge to Label Studio beside the server, in one process. */
final class LabelStudioBeside implements Companion {
  @Override
  public String flag() {
    return "--label-studio";
  }

  @Override
  public String description() {
    return "Also runs the bridge to Label Studio, with the options of \"assay label-studio\" from"
        + " this file. --target is this server.";
  }

  @Override
  public AutoCloseable start(Path options, String target) throws IOException, InterruptedException {
    return LabelStudioCommand.startBeside(options, target);
  }
}
