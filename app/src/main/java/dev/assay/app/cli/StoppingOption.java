package dev.assay.app.cli;

import dev.assay.v1.Policy;
import dev.assay.v1.StopAdvice;
import dev.assay.v1.StoppingPolicy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The field of a policy that says when more labels are not worth it. */
final class StoppingOption {
  @Option(
      names = "--stopping",
      paramLabel = "FIELDS",
      description =
          "Rules for stopping: none, or fields such as"
              + " target_accuracy=0.97,least_gain=0.002,rounds=4,confidence=0.9,stops=true. Without"
              + " stops=true they only advise.")
  private @Nullable String stopping;

  /** Sets what was given and adds the path of it, as an update mask names it. */
  void applyTo(Policy.Builder policy, List<String> paths) {
    if (stopping != null) {
      paths.add("policy.stopping");
      if (!FieldsOption.isNone(stopping)) {
        policy.setStopping(FieldsOption.parse(stopping, StoppingPolicy.newBuilder(), "--stopping"));
      }
    }
  }

  /** What the rules advise, such as "gain too small". */
  static String show(StopAdvice advice) {
    return advice.name().replace("STOP_ADVICE_", "").toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
