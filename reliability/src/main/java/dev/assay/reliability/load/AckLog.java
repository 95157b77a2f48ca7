package dev.assay.reliability.load;

import com.google.protobuf.ByteString;
import dev.assay.v1.PutItemsHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What one client was told, in a file that is forced to the disk with every line: the client's own
 * record, which the server knows nothing of.
 */
final class AckLog implements AutoCloseable {
  /** One operation and its answer. */
  record Entry(Operation operation, Answer answer) {}

  private final Path file;
  private final FileChannel channel;

  AckLog(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Adds an entry; returns when it is on the disk. */
  void append(Entry entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(entry.operation().rpc().name());
    write(out, entry.operation().header().toByteArray());
    write(out, entry.operation().request().toByteArray());
    write(out, entry.answer().response().toByteArray());
    out.writeUTF(entry.answer().refusal());
    ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(false);
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads all entries back. */
  List<Entry> read() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      while (in.available() > 0) {
        Operation.Rpc rpc = Operation.Rpc.valueOf(in.readUTF());
        PutItemsHeader header = PutItemsHeader.parseFrom(bytes(in));
        Operation operation = new Operation(rpc, header, rpc.parse(bytes(in)));
        ByteString response = ByteString.copyFrom(bytes(in));
        entries.add(new Entry(operation, new Answer(response, in.readUTF())));
      }
    }
    return entries;
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
