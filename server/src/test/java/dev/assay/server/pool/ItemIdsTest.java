package dev.assay.server.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ItemIdsTest {

  @Test
  void findsEveryIdAtItsOrdinalAndNoOther() {
    SplittableRandom random = new SplittableRandom(3);
    Set<String> seen = new HashSet<>();
    List<String> added = new ArrayList<>();
    ItemIds ids = new ItemIds();
    while (added.size() < 50_000) {
      String id = randomId(random);
      if (seen.add(id)) {
        assertThat(ids.find(id)).isEqualTo(-1);
        ids.add(id);
        added.add(id);
      }
    }
    assertThat(ids.size()).isEqualTo(added.size());
    for (int ordinal = 0; ordinal < added.size(); ordinal++) {
      assertThat(ids.find(added.get(ordinal))).isEqualTo(ordinal);
    }
    for (int i = 0; i < 10_000; i++) {
      String id = randomId(random);
      assertThat(ids.find(id) >= 0).isEqualTo(seen.contains(id));
    }
  }

  /** Of all lengths, also those that need two bytes and that cross the borders of chunks. */
  private static String randomId(SplittableRandom random) {
    int length = random.nextInt(4) == 0 ? random.nextInt(200) + 1 : random.nextInt(8) + 1;
    int[] alphabet = {'a', 'b', '0', '/', 'é', '中', 0x1F600};
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < length; i++) {
      id.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return id.toString();
  }

  @Test
  void tellsIdsApartThatDifferOnlyAtTheirEnds() {
    ItemIds ids = new ItemIds();
    String middle = "x".repeat(198);
    ids.add("a" + middle + "a");
    ids.add("b" + middle + "a");
    ids.add("a" + middle + "b");
    ids.add("a");
    assertThat(ids.find("a" + middle + "b")).isEqualTo(2);
    assertThat(ids.find("b" + middle + "b")).isEqualTo(-1);
    assertThat(ids.find("a" + middle)).isEqualTo(-1);
    assertThat(ids.find("a")).isEqualTo(3);
  }

  @Test
  void aMillionIdsTakeLittleMoreThanTheirBytes() {
    ItemIds ids = new ItemIds();
    long idBytes = 0;
    for (int i = 0; i < 1_000_000; i++) {
      String id = "images/" + i + ".png";
      idBytes += id.length();
      ids.add(id);
    }
    // At most 4 bytes each for length and alignment, 4 for the address, 4 / (3/8) for slots at
    // their emptiest.
    assertThat(ids.bytes()).isBetween(idBytes + 12_000_000, idBytes + 19_000_000);
    assertThat(ids.find("images/999999.png")).isEqualTo(999_999);
    assertThat(ids.find("images/1000000.png")).isEqualTo(-1);
  }

  @Test
  void aTableMadeForACountFindsTheSameAndIsNotMuchLarger() {
    for (int count : new int[] {0, 1, 700, 800, 100_000}) {
      ItemIds grown = new ItemIds();
      ItemIds made = new ItemIds(count);
      for (int i = 0; i < count; i++) {
        grown.add("item-" + i);
        made.add("item-" + i);
      }
      assertThat(made.bytes()).isLessThanOrEqualTo(2 * grown.bytes());
      for (int i = 0; i < count; i++) {
        assertThat(made.find("item-" + i)).isEqualTo(i);
      }
      made.add("one more");
      assertThat(made.find("one more")).isEqualTo(count);
    }
  }

  @Test
  void aSmallPoolTakesLittleMemory() {
    ItemIds ids = new ItemIds();
    for (int i = 0; i < 100; i++) {
      ids.add("item-" + i);
    }
    assertThat(ids.bytes()).isLessThan(40_000);
  }

  @Test
  void refusesWhatTheLengthCannotHold() {
    ItemIds ids = new ItemIds();
    assertThatThrownBy(() -> ids.add("x".repeat(40_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("40000 bytes");
  }
}
