package dev.assay.app.cli;

import dev.assay.client.GoldClient;
import dev.assay.v1.GoldKey;
import dev.assay.v1.LabelValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Right answers as people write them. */
final class GoldKeys {
  private GoldKeys() {}

  /**
   * Reads ITEM=CLASS. Both may hold "=": what stands behind one of them must be an answer, and
   * behind one only.
   */
  static GoldKey parse(String text, LabelTexts answers) {
    List<Integer> places = new ArrayList<>();
    int last = -1;
    for (int at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
      last = at;
      if (at > 0 && answers.isAnswer(text.substring(at + 1))) {
        places.add(at);
      }
    }
    if (places.size() > 1) {
      throw new InputException(
          "\"" + text + "\" can be read in several ways as ITEM=CLASS; give it by --file");
    }
    if (last < 1) {
      throw new InputException("\"" + text + "\" is no ITEM=CLASS");
    }
    int place = places.isEmpty() ? last : places.get(0);
    try {
      return key(text.substring(0, place), answers.parse(text.substring(place + 1)));
    } catch (IllegalArgumentException e) {
      throw new InputException("\"" + text + "\": " + e.getMessage());
    }
  }

  /** Reads a file with the columns item and label. */
  static List<GoldKey> read(Path file, LabelTexts answers) throws IOException {
    List<GoldKey> keys = new ArrayList<>();
    try (RecordFile records = RecordFile.open(file, Optional.of(RecordFile.Format.CSV))) {
      records
          .<GoldKey>rows(
              header -> {
                int item = header.require("item", "item_id", "id");
                int label = header.require("label", "class", "class_name");
                return row -> key(row.named(item), row.answer(label, answers));
              })
          .forEachRemaining(keys::add);
    }
    if (keys.isEmpty()) {
      throw new InputException(file + " has no row below its header");
    }
    return keys;
  }

  private static GoldKey key(String item, LabelValue value) {
    return GoldClient.key(item, value.getClassNamesList().toArray(String[]::new));
  }
}
