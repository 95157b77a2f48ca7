package dev.assay.app.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.assay.v1.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Items in files. CSV: the column "id" (or "item_id", "item"), and if wanted "price" (an amount
 * such as 0.05), "embedding" (numbers separated by spaces) and "required_tags" (tags separated by
 * spaces); every other column is an attribute, absent where the cell is empty. NDJSON: the message
 * Item in JSON.
 */
final class ItemRecords {
  private ItemRecords() {}

  static Iterator<Item> read(RecordFile file) throws IOException {
    return switch (file.format()) {
      case CSV -> file.rows(ItemRecords::rowParser);
      case NDJSON -> file.lines(ItemRecords::item);
    };
  }

  private static RecordFile.RowParser<Item> rowParser(Columns header) {
    int id = header.require("id", "item_id", "item");
    int price = header.find("price");
    int embedding = header.find("embedding");
    int requiredTags = header.find("required_tags");
    return row -> {
      Item.Builder item = Item.newBuilder().setId(row.named(id));
      for (int column = 0; column < header.count(); column++) {
        String cell = row.cell(column);
        if (column == id || cell.isEmpty()) {
          continue;
        }
        if (column == price) {
          item.setPriceMicros(price(row, column));
        } else if (column == embedding) {
          item.addAllEmbedding(numbers(row, column));
        } else if (column == requiredTags) {
          item.addAllRequiredTags(List.of(cell.strip().split("\\s+", -1)));
        } else {
          item.putAttributes(header.name(column), cell);
        }
      }
      return item.build();
    };
  }

  private static long price(Row row, int column) {
    try {
      return Amounts.parse(row.cell(column), "column \"" + row.columns().name(column) + "\"");
    } catch (InputException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static List<Float> numbers(Row row, int column) {
    List<Float> numbers = new ArrayList<>();
    for (String number : row.cell(column).strip().split("\\s+", -1)) {
      try {
        numbers.add(Float.valueOf(number));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "column \"%s\" has \"%s\", which is no number"
                .formatted(row.columns().name(column), number),
            e);
      }
    }
    return numbers;
  }

  /** The column of a field of the message Item, as people know it. */
  static String column(String field) {
    return switch (field) {
      case "price_micros" -> "price";
      default -> field;
    };
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
