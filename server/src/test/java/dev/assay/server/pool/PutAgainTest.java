package dev.assay.server.pool;

import static dev.assay.server.pool.PoolFixture.accept;
import static dev.assay.server.pool.PoolFixture.finish;
import static dev.assay.server.pool.PoolFixture.item;
import static dev.assay.server.pool.PoolFixture.itemMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.failure.RequestIdReused;
import dev.assay.server.store.ProgressRow;
import dev.assay.v1.OnError;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of items under an id and a header that another stream has, too. */
final class PutAgainTest {
  @TempDir private Path folder;
  private PoolFixture pool;

  @BeforeEach
  void open() {
    pool = new PoolFixture(folder);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private ProgressRow progress() {
    return pool.store.read(tables -> tables.progress().get(pool.projectId));
  }

  @Test
  void otherItemsUnderTheIdAndHeaderOfAnEndedStreamAreRefused() {
    PutItemsRequest header = pool.itemHeader(OnError.ON_ERROR_STOP);
    pool.putItems(header, itemMessage(item("a")), itemMessage(item("b")));
    long version = progress().poolVersion();
    List<List<PutItemsRequest>> others =
        List.of(
            List.of(itemMessage(item("x")), itemMessage(item("b"))),
            List.of(itemMessage(item("b")), itemMessage(item("a"))),
            List.of(itemMessage(item("a"))),
            List.of(itemMessage(item("a")), itemMessage(item("b")), itemMessage(item("c"))),
            List.of());
    for (List<PutItemsRequest> other : others) {
      var stream = pool.itemStream();
      accept(stream, header);
      other.forEach(message -> accept(stream, message));
      assertThatThrownBy(() -> finish(stream)).isInstanceOf(RequestIdReused.class);
    }
    assertThat(progress().poolVersion()).as("nothing was changed").isEqualTo(version);
    assertThat(progress().itemCount()).isEqualTo(2);
  }

  @Test
  void otherItemsAreNotStoredBehindAStreamThatEndedMeanwhile() {
    PutItemsRequest header = pool.itemHeader(OnError.ON_ERROR_STOP);
    var longer = pool.itemStream();
    accept(longer, header);
    PutItemsResponse first = pool.putItems(header, itemMessage(item("a")));
    accept(longer, itemMessage(item("a")));
    assertThatThrownBy(() -> accept(longer, itemMessage(item("b"))))
        .isInstanceOf(RequestIdReused.class);
    assertThat(progress().itemCount()).isEqualTo(1);
    assertThat(pool.putItems(header, itemMessage(item("a")))).isEqualTo(first);
  }

  @Test
  void theSameStreamTwiceAtOnceIsAnsweredTheSame() {
    PutItemsRequest header = pool.itemHeader(OnError.ON_ERROR_STOP);
    var one = pool.itemStream();
    var two = pool.itemStream();
    accept(one, header);
    accept(two, header);
    accept(one, itemMessage(item("a")));
    accept(two, itemMessage(item("a")));
    PutItemsResponse answer = finish(one);
    assertThat(finish(two)).isEqualTo(answer);
    assertThat(answer.getCreatedCount()).isEqualTo(1);
  }
}
