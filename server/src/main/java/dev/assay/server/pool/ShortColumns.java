package dev.assay.server.pool;

import com.google.protobuf.ByteString;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Columns of short numbers as deflated bytes, the lower byte of each first. */
final class ShortColumns {
  private static final int BUFFER_BYTES = 1 << 16;

  private ShortColumns() {}

  static ByteString deflated(short[] numbers) {
    byte[] plain = new byte[2 * numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      plain[2 * i] = (byte) numbers[i];
      plain[2 * i + 1] = (byte) (numbers[i] >> 8);
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(plain);
      deflater.finish();
      ByteString.Output output = ByteString.newOutput();
      byte[] buffer = new byte[BUFFER_BYTES];
      while (!deflater.finished()) {
        output.write(buffer, 0, deflater.deflate(buffer));
      }
      return output.toByteString();
    } finally {
      deflater.end();
    }
  }

  /**
   * @throws IllegalStateException where the bytes are not such a column of that length
   */
  static short[] inflated(ByteString deflated, int count) {
    byte[] plain = new byte[2 * count];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(deflated.toByteArray());
      int length = 0;
      while (length < plain.length && !inflater.finished()) {
        int read = inflater.inflate(plain, length, plain.length - length);
        if (read == 0 && inflater.needsInput()) {
          break;
        }
        length += read;
      }
      if (length < plain.length) {
        throw new IllegalStateException(
            "a column of " + count + " numbers has only " + length + " bytes");
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException("a column cannot be inflated", e);
    } finally {
      inflater.end();
    }
    short[] numbers = new short[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (short) ((plain[2 * i] & 0xff) | plain[2 * i + 1] << 8);
    }
    return numbers;
  }
}
