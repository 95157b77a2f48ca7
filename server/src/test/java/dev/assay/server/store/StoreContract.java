package dev.assay.server.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.v1.Project;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine promises of its transactions. */
public abstract class StoreContract {
  protected static final long START_MILLIS = 1_700_000_000_000L;

  protected final AtomicLong clockMillis = new AtomicLong(START_MILLIS);
  protected final InstantSource clock = () -> java.time.Instant.ofEpochMilli(clockMillis.get());
  protected Store store;

  /** Opens the store that the test uses: the same one when called again. */
  protected abstract Store open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void whatWasWrittenIsRead() {
    Project definition = Project.newBuilder().setName("projects/a").build();
    long id = store.write(t -> t.projects().insert("a", definition, t.nowMillis())).join();

    ProjectRow row = store.read(t -> requireNonNull(t.projects().find("a")));
    assertThat(row.projectId()).isEqualTo(id);
    assertThat(row.definition()).isEqualTo(definition);
    assertThat(row.createdMillis()).isEqualTo(START_MILLIS);
  }

  @Test
  void workThatThrowsLeavesNoTraceAndRunsNoEffect() {
    List<String> effects = new ArrayList<>();
    assertThatThrownBy(
            () ->
                store
                    .write(
                        t -> {
                          t.projects().insert("a", Project.getDefaultInstance(), 1);
                          t.afterCommit(() -> effects.add("a"));
                          throw new IllegalArgumentException("no");
                        })
                    .join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
    store.write(t -> t.projects().insert("b", Project.getDefaultInstance(), 1)).join();
    assertThat(effects).isEmpty();
    assertThat(store.<List<ProjectRow>>read(t -> t.projects().list("", true, 10)))
        .extracting(ProjectRow::name)
        .containsExactly("b");
  }
}
