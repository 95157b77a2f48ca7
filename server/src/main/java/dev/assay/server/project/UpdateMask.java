package dev.assay.server.project;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.FieldMaskUtil;
import com.google.protobuf.util.FieldMaskUtil.MergeOptions;
import dev.assay.server.request.Violations;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which fields an update may name, and how they are taken over. */
final class UpdateMask {
  private static final String POLICY = "policy";
  private static final Set<String> PATHS = paths();
  private static final MergeOptions REPLACE =
      new MergeOptions().setReplaceMessageFields(true).setReplacePrimitiveFields(true);

  private UpdateMask() {}

  private static Set<String> paths() {
    Set<String> paths = new TreeSet<>(List.of("default_price_micros", "display_name", "strata"));
    paths.add(POLICY);
    Policy.getDescriptor().getFields().stream()
        .filter(field -> field.getNumber() != Policy.VERSION_FIELD_NUMBER)
        .forEach(field -> paths.add(POLICY + "." + field.getName()));
    return paths;
  }

  /**
   * Reports a mask that is empty or names what cannot be changed; returns whether it is neither.
   */
  static boolean check(FieldMask mask, String field, Violations violations) {
    boolean good =
        violations.require(
            mask.getPathsCount() > 0, field, "must name at least one field to change");
    for (int i = 0; i < mask.getPathsCount(); i++) {
      good &=
          violations.require(
              PATHS.contains(mask.getPaths(i)),
              field + ".paths[" + i + "]",
              "must be one of default_price_micros, display_name, strata, policy or its fields, such as"
                  + " policy.sharpness");
    }
    return good;
  }

  /**
   * Replaces the fields that the mask names by those of {@code source}: absent ones are cleared.
   */
  static void apply(FieldMask mask, Project source, Project.Builder target) {
    FieldMaskUtil.merge(mask, source, target, REPLACE);
  }
}
