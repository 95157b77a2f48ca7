package dev.assay.app.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.assay.client.Micros;
import dev.assay.v1.Item;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * Items in files. CSV: the column "id", and if wanted "price" (an amount such as 0.05) and
 * "embedding" (numbers separated by spaces); every other column is an attribute, absent where the
 * cell is empty. NDJSON: the message Item in JSON.
 */
final class ItemRecords {
  private ItemRecords() {}

  static Iterator<Item> read(RecordFile file) throws IOException {
    return switch (file.format()) {
      case CSV -> file.rows(ItemRecords::rowParser);
      case NDJSON -> file.lines(ItemRecords::item);
    };
  }

  private static RecordFile.RowParser<Item> rowParser(List<String> header) {
    if (!header.contains("id")) {
      throw new InputException("the header must have a column \"id\"; it has " + header);
    }
    return row -> item(header, row);
  }

  private static Item item(List<String> header, List<String> row) {
    Item.Builder item = Item.newBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      if (cell.isEmpty()) {
        continue;
      }
      switch (header.get(i)) {
        case "id" -> item.setId(cell);
        case "price" -> item.setPriceMicros(Micros.of(cell));
        case "embedding" -> {
          for (String number : cell.strip().split("\\s+", -1)) {
            item.addEmbedding(Float.parseFloat(number));
          }
        }
        default -> item.putAttributes(header.get(i), cell);
      }
    }
    return item.build();
  }

  private static Item item(String line) {
    Item.Builder item = Item.newBuilder();
    try {
      JsonFormat.parser().merge(line, item);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("no item in JSON: " + e.getMessage(), e);
    }
    return item.build();
  }
}
