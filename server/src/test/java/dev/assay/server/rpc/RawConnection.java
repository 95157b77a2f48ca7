package dev.assay.server.rpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A connection that speaks as little of HTTP/2 as the test wants. */
final class RawConnection implements AutoCloseable {
  private static final int SETTINGS = 4;
  private static final int HEADERS = 1;
  private static final int DATA = 0;
  private static final int END_HEADERS = 4;

  private final Socket socket = new Socket();
  private final OutputStream out;
  private int nextStream = 1;

  RawConnection(int port) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
  }

  /** Says that it speaks HTTP/2. */
  void greet() throws IOException {
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  /** Begins a call of the method, and sends the bytes of its body, which need not be a message. */
  void call(String method, byte... body) throws IOException {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    header(headers, ":method", "POST");
    header(headers, ":scheme", "http");
    header(headers, ":path", "/" + method);
    header(headers, ":authority", "localhost");
    header(headers, "content-type", "application/grpc");
    header(headers, "te", "trailers");
    frame(HEADERS, END_HEADERS, nextStream, headers.toByteArray());
    if (body.length > 0) {
      frame(DATA, 0, nextStream, body);
    }
    nextStream += 2;
  }

  /** Waits until the server closes the connection; the milliseconds, or -1 where it does not. */
  long closedAfterMillis(int maxMillis) throws IOException {
    long begin = System.nanoTime();
    socket.setSoTimeout(maxMillis);
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[1024];
    try {
      int read;
      do {
        read = in.read(bytes);
      } while (read >= 0);
    } catch (java.net.SocketTimeoutException e) {
      return -1;
    } catch (java.net.SocketException e) {
      // reset
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private void frame(int type, int flags, int stream, byte[] content) throws IOException {
    byte[] head = {
      (byte) (content.length >> 16),
      (byte) (content.length >> 8),
      (byte) content.length,
      (byte) type,
      (byte) flags,
      (byte) (stream >> 24),
      (byte) (stream >> 16),
      (byte) (stream >> 8),
      (byte) stream
    };
    out.write(head);
    out.write(content);
    out.flush();
  }

  /** A literal that is not indexed, without Huffman's code (RFC 7541, 6.2.2). */
  private static void header(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    text(block, name);
    text(block, value);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    block.write(bytes.length); // all of them are short
    block.write(bytes, 0, bytes.length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
