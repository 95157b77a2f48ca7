package dev.assay.server.request;

import java.util.regex.Pattern;

/** Resource names of projects, "projects/{project}", and the resource ids in them. */
public final class ProjectNames {
  private static final String PREFIX = "projects/";
  private static final Pattern ID = Pattern.compile("[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private ProjectNames() {}

  /** Reports a name that no project can have. */
  public static void check(String name, String field, Violations violations) {
    violations.require(
        name.startsWith(PREFIX) && ID.matcher(name.substring(PREFIX.length())).matches(),
        field,
        "must be \"projects/{project}\" with 1 to 63 characters of a-z, 0-9 and \"-\", starting with a letter");
  }

  /** The {project} of a checked name. */
  public static String id(String name) {
    return name.substring(PREFIX.length());
  }

  /** The resource name of an id. */
  public static String name(String id) {
    return PREFIX + id;
  }
}
