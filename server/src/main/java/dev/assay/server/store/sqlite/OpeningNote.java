package dev.assay.server.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What stands in the file beside a store: who has it open, which store it is, and how often it was
 * opened. A store that was opened less often than that is an older one that was put back.
 *
 * @param process the number of the process, or empty
 * @param store tells stores apart, or empty
 * @param openings how often it was opened
 */
record OpeningNote(String process, String store, long openings) {
  private static final int MAX_BYTES = 100;
  private static final int DIGEST_CHARACTERS = 16;

  /** The note of this process about a store that it has opened. */
  static OpeningNote of(byte[] tokenKey, long openings) {
    return new OpeningNote(thisProcess(), name(tokenKey), openings);
  }

  private static String thisProcess() {
    return Long.toString(ProcessHandle.current().pid());
  }

  private static String name(byte[] tokenKey) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(tokenKey);
      return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** What the file says; empty where it says nothing, or may not be read while it is locked. */
  static OpeningNote read(FileChannel file) {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
    try {
      file.read(bytes, 0);
    } catch (IOException e) {
      return new OpeningNote("", "", 0);
    }
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    List<String> words = List.of(text.strip().split(" "));
    boolean isWhole = words.size() == 3 && words.get(2).matches("[0-9]{1,18}");
    return new OpeningNote(
        words.get(0), isWhole ? words.get(1) : "", isWhole ? Long.parseLong(words.get(2)) : 0);
  }

  OpeningNote ofThisProcess() {
    return new OpeningNote(thisProcess(), store, openings);
  }

  void write(FileChannel file) throws IOException {
    byte[] text = (process + " " + store + " " + openings).getBytes(StandardCharsets.US_ASCII);
    file.truncate(0);
    file.write(ByteBuffer.wrap(text), 0);
    file.force(true);
  }

  String owner() {
    return process.isEmpty() ? "another process" : "process " + process;
  }

  /** How often the store of that key was opened; 0 where the note is of another. */
  long openings(byte[] tokenKey) {
    return store.equals(name(tokenKey)) ? openings : 0;
  }
}
