package dev.assay.report;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Opens text that people or programs wrote: UTF-8, with or without a byte-order mark, packed by
 * gzip or not. Bytes that are no UTF-8 are a {@link java.nio.charset.CharacterCodingException}.
 */
public final class TextInput {
  private static final char MARK = '\uFEFF';

  private TextInput() {}

  /** The text of a file. */
  public static BufferedReader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      return of(bytes);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** The text of a stream, which is closed with what is returned. */
  public static BufferedReader of(InputStream bytes) throws IOException {
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(unpacked(bytes), StandardCharsets.UTF_8.newDecoder()));
    text.mark(1);
    if (text.read() != MARK) {
      text.reset();
    }
    return text;
  }

  /** The bytes of a stream, unpacked where they begin as gzip does, which no text can. */
  public static InputStream unpacked(InputStream bytes) throws IOException {
    InputStream buffered = new BufferedInputStream(bytes);
    buffered.mark(2);
    boolean isPacked = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return isPacked ? new GZIPInputStream(buffered) : buffered;
  }
}
