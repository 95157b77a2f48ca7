package dev.assay.app.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.assay.client.ScoreRow;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Scores in files. CSV: the column "item_id", one column of probabilities for each class, named as
 * the class, and if wanted "gradient_norm" and "uncertainty" (of classes of the same names, the
 * class wins). NDJSON: {"item_id": ..., "probabilities": [...]} in the order of the label schema,
 * and if wanted "ensemble_probabilities" (one array for each member), "gradient_norm",
 * "uncertainty".
 */
final class ScoreRecords {
  private static final String ITEM_ID = "item_id";
  private static final String GRADIENT_NORM = "gradient_norm";
  private static final String UNCERTAINTY = "uncertainty";
  private static final Set<String> JSON_KEYS =
      Set.of(ITEM_ID, "probabilities", "ensemble_probabilities", GRADIENT_NORM, UNCERTAINTY);

  private static final Pattern PROBABILITY = Pattern.compile("probabilities\\[([0-9]{1,9})]");

  private ScoreRecords() {}

  static Iterator<ScoreRow> read(RecordFile file, List<String> classNames) throws IOException {
    return switch (file.format()) {
      case CSV -> file.rows(header -> rowParser(header, classNames));
      case NDJSON -> file.lines(ScoreRecords::row);
    };
  }

  private static RecordFile.RowParser<ScoreRow> rowParser(Columns header, List<String> classNames) {
    int[] classes =
        classNames.stream().mapToInt(name -> header.names().indexOf(name.strip())).toArray();
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] < 0) {
        throw new InputException(
            "the header "
                + header.names()
                + " has no column of the class \""
                + classNames.get(i)
                + "\"");
      }
    }
    int item = other(header, classNames, ITEM_ID, "id", "item");
    int gradientNorm = other(header, classNames, GRADIENT_NORM);
    int uncertainty = other(header, classNames, UNCERTAINTY);
    if (item < 0) {
      throw new InputException("the header " + header.names() + " has no column \"item_id\"");
    }
    refuseOthers(header, classes, item, gradientNorm, uncertainty);
    return row -> {
      float[] probabilities = new float[classes.length];
      for (int i = 0; i < classes.length; i++) {
        probabilities[i] = row.number(classes[i]);
      }
      ScoreRow scores = ScoreRow.of(row.named(item), probabilities);
      if (gradientNorm >= 0) {
        scores = scores.withGradientNorm(row.number(gradientNorm));
      }
      if (uncertainty >= 0) {
        scores = scores.withUncertainty(row.number(uncertainty));
      }
      return scores;
    };
  }

  /** A column that is no class; of the same name, the class wins. */
  private static int other(Columns header, List<String> classNames, String... names) {
    for (String name : names) {
      int column = classNames.contains(name) ? -1 : header.find(name);
      if (column >= 0 && !classNames.contains(header.name(column))) {
        return column;
      }
    }
    return -1;
  }

  /** The column of a field of a record or a chunk, as people know it. */
  static String column(String field, List<String> classNames) {
    Matcher matcher = PROBABILITY.matcher(field);
    int index = matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    return index >= 0 ? classNames.get(index % classNames.size()) : field;
  }

  /** A class that is misspelt would be lost. */
  private static void refuseOthers(Columns header, int[] classes, int... others) {
    for (int column = 0; column < header.count(); column++) {
      int at = column;
      if (IntStream.concat(IntStream.of(classes), IntStream.of(others)).noneMatch(i -> i == at)) {
        throw new InputException(
            "the column \""
                + header.name(column)
                + "\" is neither a class of the project nor known");
      }
    }
  }

  private static ScoreRow row(String line) {
    Struct.Builder struct = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(line, struct);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("no JSON object: " + e.getMessage(), e);
    }
    for (String key : struct.getFieldsMap().keySet()) {
      if (!JSON_KEYS.contains(key)) {
        throw new IllegalArgumentException("unknown key \"" + key + "\"");
      }
    }
    ScoreRow row =
        ScoreRow.of(
            struct.getFieldsOrDefault(ITEM_ID, Value.getDefaultInstance()).getStringValue(),
            numbers(list(struct, "probabilities")));
    if (struct.containsFields("ensemble_probabilities")) {
      row =
          row.withEnsemble(
              list(struct, "ensemble_probabilities").getValuesList().stream()
                  .map(member -> numbers(member.getListValue()))
                  .toArray(float[][]::new));
    }
    if (struct.containsFields(GRADIENT_NORM)) {
      row = row.withGradientNorm(number(struct.getFieldsOrThrow(GRADIENT_NORM)));
    }
    if (struct.containsFields(UNCERTAINTY)) {
      row = row.withUncertainty(number(struct.getFieldsOrThrow(UNCERTAINTY)));
    }
    return row;
  }

  private static ListValue list(Struct.Builder struct, String key) {
    return struct.getFieldsOrDefault(key, Value.getDefaultInstance()).getListValue();
  }

  private static float[] numbers(ListValue list) {
    float[] numbers = new float[list.getValuesCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(list.getValues(i));
    }
    return numbers;
  }

  private static float number(Value value) {
    if (!value.hasNumberValue()) {
      throw new IllegalArgumentException("not a number: " + value);
    }
    return (float) value.getNumberValue();
  }
}
