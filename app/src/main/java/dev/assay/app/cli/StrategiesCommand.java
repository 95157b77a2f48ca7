package dev.assay.app.cli;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.assay.report.TextTable;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.Strategy;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Lists the strategies that policies can name. They are part of the program: no server is asked.
 */
@Command(
    name = "strategies",
    description =
        "Lists what a policy's strategy can name, with what it needs and uses besides, where it is"
            + " from and what it costs: for N candidates of D coordinates or K classes, of which n"
            + " are drawn, with L labelled items. Asks no server: a server of this version has the"
            + " same.",
    mixinStandardHelpOptions = true)
final class StrategiesCommand implements Callable<Integer> {
  /** Of a terminal's line. */
  private static final int MAX_WIDTH = 120;

  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    output
        .to(spec.commandLine().getOut())
        .showAll(
            Strategies.all().stream().map(StrategiesCommand::struct).toList(),
            StrategiesCommand::table);
    return ExitCode.DONE;
  }

  private static Struct struct(Strategy strategy) {
    Set<Need> besides = EnumSet.noneOf(Need.class);
    besides.addAll(strategy.uses());
    besides.removeAll(strategy.needs());
    return Struct.newBuilder()
        .putFields("name", text(strategy.name()))
        .putFields("needs", list(strategy.needs()))
        .putFields("uses_besides", list(besides))
        .putFields("prefers", text(strategy.profile().prefers()))
        .putFields("source", text(strategy.profile().source()))
        .putFields("cost", text(strategy.profile().cost()))
        .build();
  }

  private static TextTable table(List<Struct> strategies) {
    TextTable table =
        new TextTable("NAME", "NEEDS", "USES BESIDES", "PREFERS", "SOURCE", "COST")
            .wrapAt(MAX_WIDTH);
    for (Struct strategy : strategies) {
      table.row(
          show(strategy, "name"),
          show(strategy, "needs"),
          show(strategy, "uses_besides"),
          show(strategy, "prefers"),
          show(strategy, "source"),
          show(strategy, "cost"));
    }
    return table;
  }

  private static String show(Struct strategy, String field) {
    Value value = strategy.getFieldsOrThrow(field);
    if (!value.hasListValue()) {
      return value.getStringValue();
    }
    String joined =
        value.getListValue().getValuesList().stream()
            .map(Value::getStringValue)
            .collect(Collectors.joining(", "));
    return joined.isEmpty() ? "-" : joined;
  }

  private static Value list(Set<Need> needs) {
    ListValue.Builder list = ListValue.newBuilder();
    needs.forEach(need -> list.addValues(text(need.name().toLowerCase(Locale.ROOT))));
    return Value.newBuilder().setListValue(list).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
