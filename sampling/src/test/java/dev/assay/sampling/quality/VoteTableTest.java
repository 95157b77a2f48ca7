package dev.assay.sampling.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.InvalidVotesException.Reason;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class VoteTableTest {
  @Test
  void groupsVotesByItemAndOrdersThemByAnnotator() {
    VoteTable table =
        VoteTable.of(
            3, 4, 2, new int[] {2, 0, 2, 0}, new int[] {3, 1, 0, 0}, new int[] {1, 0, 0, 1});
    assertThat(table.voteCount()).isEqualTo(4);
    assertThat(table.votesOn(0)).isEqualTo(2);
    assertThat(table.votesOn(1)).isZero();
    assertThat(table.annotator(table.start(0))).isZero();
    assertThat(table.label(table.start(0))).isEqualTo(1);
    assertThat(table.annotator(table.start(2) + 1)).isEqualTo(3);
    assertThat(table.votesByClass()).containsExactly(2, 2);
    assertThat(table.votesByAnnotator()).containsExactly(2, 1, 0, 1);
  }

  @Test
  void keepsTheLastVoteOfAnAnnotatorOnAnItem() {
    SeededStream random = new SeededStream(1);
    int votes = 4000;
    int[] items = new int[votes];
    int[] annotators = new int[votes];
    int[] classes = new int[votes];
    Map<Long, Integer> last = new HashMap<>();
    for (int i = 0; i < votes; i++) {
      items[i] = i % 3 == 0 ? 0 : random.nextBelow(40);
      annotators[i] = random.nextBelow(90);
      classes[i] = random.nextBelow(5);
      last.put(items[i] * 1000L + annotators[i], classes[i]);
    }
    VoteTable table = VoteTable.of(40, 90, 5, items, annotators, classes);
    assertThat(table.voteCount()).isEqualTo(last.size());
    for (int item = 0; item < 40; item++) {
      for (int vote = table.start(item); vote < table.start(item + 1); vote++) {
        assertThat(table.label(vote)).isEqualTo(last.get(item * 1000L + table.annotator(vote)));
      }
    }
  }

  @Test
  void leavesVotesOut() {
    VoteTable table =
        VoteTable.of(2, 2, 2, new int[] {0, 0, 1}, new int[] {0, 1, 1}, new int[] {0, 1, 1});
    VoteTable rest = table.without(new boolean[] {true, false, false});
    assertThat(rest.votesOn(0)).isEqualTo(1);
    assertThat(rest.annotator(0)).isEqualTo(1);
    assertThat(rest.votesOn(1)).isEqualTo(1);
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertRefused(Reason.CLASS_COUNT_OUT_OF_RANGE, () -> table(1, 0, 0, 0));
    assertRefused(Reason.ITEM_OUT_OF_RANGE, () -> table(2, 5, 0, 0));
    assertRefused(Reason.ANNOTATOR_OUT_OF_RANGE, () -> table(2, 0, -1, 0));
    assertRefused(Reason.CLASS_OUT_OF_RANGE, () -> table(2, 0, 0, 2));
    assertRefused(
        Reason.LENGTH_MISMATCH, () -> VoteTable.of(1, 1, 2, new int[2], new int[1], new int[2]));
  }

  private static void table(int classes, int item, int annotator, int label) {
    VoteTable.of(1, 1, classes, new int[] {item}, new int[] {annotator}, new int[] {label});
  }

  static void assertRefused(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(InvalidVotesException.class))
        .extracting(InvalidVotesException::reason)
        .isEqualTo(reason);
  }
}
