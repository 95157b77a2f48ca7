package dev.assay.app.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.JsonFormat;
import dev.assay.server.config.YamlTexts;
import dev.assay.v1.BudgetPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A budget plan as people write it: the fields of {@link BudgetPlan} in YAML or JSON, as protocol
 * buffers map to JSON. Beside that, {@code ceiling} and {@code price} are amounts such as 12.50,
 * durations may be written as 8h, and the names of slices, periods and task kinds without their
 * prefix.
 */
final class PlanFile {
  /** Fields of whole units of the currency, and what they are called in the contract. */
  private static final Map<String, String> AMOUNTS =
      Map.of("ceiling", "ceiling_micros", "price", "price_micros");

  private static final Set<String> DURATIONS =
      Set.of("annotator_time_ceiling", "expected_labeling_duration");

  private static final Map<String, String> PREFIXES =
      Map.of("slices", "SLICE_", "period", "PERIOD_", "task_kind", "TASK_KIND_");

  private PlanFile() {}

  static BudgetPlan read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new InputException(file + " cannot be read");
    }
    Object root = YamlTexts.read(file);
    if (!(root instanceof Map<?, ?> fields)) {
      throw new InputException(file + " must hold a budget plan as \"field: value\"");
    }
    BudgetPlan.Builder plan = BudgetPlan.newBuilder();
    try {
      JsonFormat.parser().merge(JsonFormat.printer().print(struct(fields)), plan);
    } catch (InvalidProtocolBufferException e) {
      throw new InputException(file + " is not a budget plan: " + e.getMessage());
    }
    return plan.build();
  }

  private static Struct.Builder struct(Map<?, ?> fields) {
    Struct.Builder struct = Struct.newBuilder();
    for (Map.Entry<?, ?> entry : fields.entrySet()) {
      String name = String.valueOf(entry.getKey());
      struct.putFields(AMOUNTS.getOrDefault(name, name), value(name, entry.getValue()));
    }
    return struct;
  }

  private static Value value(String name, Object written) {
    Value.Builder value = Value.newBuilder();
    if (written instanceof Map<?, ?> fields) {
      return value.setStructValue(struct(fields)).build();
    }
    if (written instanceof List<?> elements) {
      ListValue.Builder list = ListValue.newBuilder();
      elements.forEach(element -> list.addValues(value(name, element)));
      return value.setListValue(list).build();
    }
    return value.setStringValue(text(name, String.valueOf(written))).build();
  }

  private static String text(String name, String written) {
    if (AMOUNTS.containsKey(name)) {
      return Long.toString(Amounts.parse(written, name));
    }
    if (DURATIONS.contains(name)) {
      return Durations.toString(Times.parse(written, name));
    }
    String prefix = PREFIXES.get(name);
    if (prefix == null || written.startsWith(prefix)) {
      return written;
    }
    return prefix + written.toUpperCase(Locale.ROOT);
  }
}
