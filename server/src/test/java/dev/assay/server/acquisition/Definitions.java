package dev.assay.server.acquisition;

import dev.assay.v1.LabelSchema;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.util.List;

/** Projects for tests. */
public final class Definitions {
  private Definitions() {}

  /** Three classes "a", "b" and "c", a label for 10 micros, the given policy. */
  public static Project threeClasses(Policy.Builder policy) {
    return Project.newBuilder()
        .setLabelSchema(
            LabelSchema.newBuilder()
                .setKind(LabelSchema.Kind.KIND_MULTICLASS)
                .addAllClassNames(List.of("a", "b", "c")))
        .setCurrencyCode("EUR")
        .setDefaultPriceMicros(10)
        .setPolicy(policy)
        .build();
  }
}
