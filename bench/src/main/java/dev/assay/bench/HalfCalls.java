package dev.assay.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections on which calls begin and never go on: HTTP/2 by hand, as an attacker writes it. */
final class HalfCalls implements AutoCloseable {
  private static final int SETTINGS = 4;
  private static final int HEADERS = 1;
  private static final int DATA = 0;
  private static final int END_HEADERS = 4;
  private static final int CALLS_PER_CONNECTION = 250;

  private final int port;
  private final List<Socket> sockets = new ArrayList<>();

  HalfCalls(int port) {
    this.port = port;
  }

  /** Begins so many calls, and sends the bytes of each one's body. */
  void begin(String method, int count, byte... body) throws IOException {
    for (int begun = 0; begun < count; begun += CALLS_PER_CONNECTION) {
      OutputStream out = connect().getOutputStream();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      frame(bytes, SETTINGS, 0, 0, new byte[0]);
      frame(bytes, SETTINGS, 1, 0, new byte[0]);
      for (int i = 0; i < Math.min(CALLS_PER_CONNECTION, count - begun); i++) {
        frame(bytes, HEADERS, END_HEADERS, 2 * i + 1, headers(method));
        if (body.length > 0) {
          frame(bytes, DATA, 0, 2 * i + 1, body);
        }
      }
      out.write(bytes.toByteArray());
      out.flush();
    }
  }

  /** Makes a connection and says nothing. */
  Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    sockets.add(socket);
    return socket;
  }

  private static byte[] headers(String method) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    header(block, ":method", "POST");
    header(block, ":scheme", "http");
    header(block, ":path", "/" + method);
    header(block, ":authority", "localhost");
    header(block, "content-type", "application/grpc");
    header(block, "te", "trailers");
    return block.toByteArray();
  }

  /** A literal that is not indexed, without Huffman's code (RFC 7541, 6.2.2). */
  private static void header(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    for (String text : List.of(name, value)) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      block.write(bytes.length); // all of them are short
      block.writeBytes(bytes);
    }
  }

  private static void frame(
      ByteArrayOutputStream out, int type, int flags, int stream, byte[] content) {
    out.write(content.length >> 16);
    out.write(content.length >> 8);
    out.write(content.length);
    out.write(type);
    out.write(flags);
    out.write(stream >> 24);
    out.write(stream >> 16);
    out.write(stream >> 8);
    out.write(stream);
    out.writeBytes(content);
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
