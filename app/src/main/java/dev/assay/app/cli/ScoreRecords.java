package dev.assay.app.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.assay.client.ScoreRow;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

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

  private ScoreRecords() {}

  static Iterator<ScoreRow> read(RecordFile file, List<String> classNames) throws IOException {
    return switch (file.format()) {
      case CSV -> file.rows(header -> rowParser(header, classNames));
      case NDJSON -> file.lines(ScoreRecords::row);
    };
  }

  private static RecordFile.RowParser<ScoreRow> rowParser(
      List<String> header, List<String> classNames) {
    int item = header.indexOf(ITEM_ID);
    int[] classes = classNames.stream().mapToInt(header::indexOf).toArray();
    if (item < 0) {
      throw new InputException("the header must have a column \"item_id\"; it has " + header);
    }
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] < 0) {
        throw new InputException("the header has no column of the class " + classNames.get(i));
      }
    }
    refuseOthers(header, classNames);
    int gradientNorm = classNames.contains(GRADIENT_NORM) ? -1 : header.indexOf(GRADIENT_NORM);
    int uncertainty = classNames.contains(UNCERTAINTY) ? -1 : header.indexOf(UNCERTAINTY);
    return cells -> {
      float[] probabilities = new float[classes.length];
      for (int i = 0; i < classes.length; i++) {
        probabilities[i] = Float.parseFloat(cells.get(classes[i]));
      }
      ScoreRow row = ScoreRow.of(cells.get(item), probabilities);
      if (gradientNorm >= 0) {
        row = row.withGradientNorm(Float.parseFloat(cells.get(gradientNorm)));
      }
      if (uncertainty >= 0) {
        row = row.withUncertainty(Float.parseFloat(cells.get(uncertainty)));
      }
      return row;
    };
  }

  private static void refuseOthers(List<String> header, List<String> classNames) {
    Set<String> known = new HashSet<>(classNames);
    known.addAll(List.of(ITEM_ID, GRADIENT_NORM, UNCERTAINTY));
    header.stream()
        .filter(column -> !known.contains(column))
        .findFirst()
        .ifPresent(
            column -> {
              throw new InputException(
                  "the column \"" + column + "\" is neither a class of the project nor known");
            });
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
