package dev.assay.client;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The resource name of a project, {@code projects/{project}}.
 *
 * <pre>{@code
 * ProjectName digits = ProjectName.of("digits");
 * digits.toString();                        // "projects/digits"
 * ProjectName.parse("projects/digits").id() // "digits"
 * }</pre>
 *
 * @param id the last part: 1 to 63 characters of a-z, 0-9 and "-", starting with a letter and not
 *     ending with "-"
 */
public record ProjectName(String id) {
  private static final String COLLECTION = "projects/";
  private static final Pattern ID = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if the id is not of the form above
   */
  public ProjectName {
    Objects.requireNonNull(id, "id");
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "project id \"%s\": use 1 to 63 characters of a-z, 0-9 and \"-\","
                  + " starting with a letter and not ending with \"-\"",
              id));
    }
  }

  /**
   * Names a project by its id.
   *
   * @param id the last part of the name
   * @return the name
   * @throws IllegalArgumentException if the id is malformed
   */
  public static ProjectName of(String id) {
    return new ProjectName(id);
  }

  /**
   * Reads a full resource name.
   *
   * @param name {@code projects/{project}}
   * @return the name
   * @throws IllegalArgumentException if the name is malformed
   */
  public static ProjectName parse(String name) {
    if (!name.startsWith(COLLECTION)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "project name \"%s\": use \"projects/{project}\"", name));
    }
    return new ProjectName(name.substring(COLLECTION.length()));
  }

  /** Returns the full resource name, {@code projects/{project}}, as requests want it. */
  @Override
  public String toString() {
    return COLLECTION + id;
  }
}
