package dev.assay.client;

import com.google.protobuf.CodedOutputStream;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Packs items into the messages of a PutItems stream. */
final class ItemChunks implements Chunks<PutItemsRequest> {
  private final Iterator<? extends Item> items;
  private final PutOptions options;
  private @Nullable PutItemsHeader header;
  private @Nullable Item waiting;

  ItemChunks(PutItemsHeader header, Iterator<? extends Item> items, PutOptions options) {
    this.header = header;
    this.items = items;
    this.options = options;
  }

  @Override
  public @Nullable Chunk<PutItemsRequest> next() {
    if (header != null) {
      PutItemsRequest first = PutItemsRequest.newBuilder().setHeader(header).build();
      header = null;
      return new Chunk<>(first, 0, first.getSerializedSize());
    }
    ItemChunk.Builder chunk = ItemChunk.newBuilder();
    int bytes = 0;
    for (Item item = take(); item != null; item = take()) {
      int size = CodedOutputStream.computeMessageSize(ItemChunk.ITEMS_FIELD_NUMBER, item);
      if (chunk.getItemsCount() > 0 && bytes + size > options.chunkBytes()) {
        waiting = item;
        break;
      }
      chunk.addItems(item);
      bytes += size;
      if (chunk.getItemsCount() == options.chunkRows()) {
        break;
      }
    }
    if (chunk.getItemsCount() == 0) {
      return null;
    }
    PutItemsRequest message = PutItemsRequest.newBuilder().setChunk(chunk).build();
    return new Chunk<>(message, chunk.getItemsCount(), message.getSerializedSize());
  }

  private @Nullable Item take() {
    Item item = waiting;
    if (item != null) {
      waiting = null;
      return item;
    }
    return items.hasNext() ? items.next() : null;
  }
}
