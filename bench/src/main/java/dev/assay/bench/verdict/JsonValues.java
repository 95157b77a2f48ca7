package dev.assay.bench.verdict;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;

/** Reads a JSON document by path. */
final class JsonValues {
  private JsonValues() {}

  /** The value under these names, one in the other. */
  static Value at(Struct document, String... path) {
    Value value = Value.newBuilder().setStructValue(document).build();
    for (String name : path) {
      Struct struct = value.getStructValue();
      if (!struct.containsFields(name)) {
        throw new IllegalStateException("there is no " + String.join("/", path));
      }
      value = struct.getFieldsOrThrow(name);
    }
    return value;
  }

  /** The elements of an array. */
  static List<Value> list(Value array) {
    return array.getListValue().getValuesList();
  }

  /** The numbers of an array. */
  static List<Double> numbers(Value array) {
    return list(array).stream().map(Value::getNumberValue).toList();
  }

  /** A number of an object. */
  static double number(Value object, String name) {
    return object.getStructValue().getFieldsOrThrow(name).getNumberValue();
  }

  /** A text of an object. */
  static String text(Value object, String name) {
    return object.getStructValue().getFieldsOrThrow(name).getStringValue();
  }

  /** The rows of an array of arrays of whole numbers; what is null becomes the given number. */
  static int[][] table(Value rows, int missing) {
    return list(rows).stream()
        .map(Value::getListValue)
        .map(ListValue::getValuesList)
        .map(
            row ->
                row.stream()
                    .mapToInt(cell -> cell.hasNullValue() ? missing : (int) cell.getNumberValue())
                    .toArray())
        .toArray(int[][]::new);
  }
}
