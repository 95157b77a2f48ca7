package dev.assay.server.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of the schema.
 *
 * @param version counts the steps from 1
 * @param name the file
 * @param script its text, with lines ended by a line feed
 */
public record Migration(int version, String name, String script) {
  private static final Pattern NAME = Pattern.compile("V([0-9]{3})__[a-z0-9_]+\\.sql");

  /** Reads the files of a folder of resources; they must count from 1 without gaps. */
  public static List<Migration> load(String folder, List<String> names) {
    List<Migration> migrations = names.stream().map(name -> load(folder, name)).toList();
    for (int i = 0; i < migrations.size(); i++) {
      if (migrations.get(i).version() != i + 1) {
        throw new IllegalArgumentException("versions must count from 1: " + names);
      }
    }
    return migrations;
  }

  private static Migration load(String folder, String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a name of a migration: " + name);
    }
    String path = folder + "/" + name;
    try (InputStream in = Migration.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no such resource: " + path);
      }
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Migration(Integer.parseInt(matcher.group(1)), name, script.replace("\r\n", "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells whether the file that a store was made with is the file that is here. */
  String checksum() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
