package dev.assay.sampling.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.quality.method.MajorityVote;
import dev.assay.sampling.quality.method.OneCoin;
import org.junit.jupiter.api.Test;

class LiveVerdictsTest {
  @Test
  void beatMajorityAfterVotesThatCameOneByOne() {
    Crowds crowd = Crowds.oneCoin(3, 2000, 20, 3, 5, 0.35, 0.95);
    LiveVerdicts live = new LiveVerdicts(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0});
    VoteTable votes = crowd.votes();
    for (int item = 0; item < votes.itemCount(); item++) {
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        live.vote(item, votes.annotator(vote), votes.label(vote));
      }
    }
    int wrong = 0;
    for (int item = 0; item < votes.itemCount(); item++) {
      live.refresh(item);
      wrong += live.verdict(item) == crowd.truth()[item] ? 0 : 1;
    }
    double majority = crowd.error(new MajorityVote().fit(Evidence.of(votes)));
    assertThat(wrong / 2000.0).isLessThan(0.8 * majority);
    for (int who = 0; who < 20; who++) {
      double deviation = Math.sqrt(0.25 / votes.votesByAnnotator()[who]);
      assertThat(live.accuracy(who).mean()).isCloseTo(crowd.accuracy()[who], within(5 * deviation));
    }
  }

  @Test
  void countsAreThoseOfAllPosteriors() {
    Crowds crowd = Crowds.oneCoin(4, 300, 9, 4, 3, 0.4, 0.9);
    Evidence evidence = Evidence.of(crowd.votes());
    LiveVerdicts live = LiveVerdicts.of(evidence, OneCoin.DEFAULT.fit(evidence));
    live.vote(7, 2, 1);
    live.vote(7, 2, 3);
    live.vote(310, 12, 0);
    live.settle(9, 2);
    assertThat(live.verdict(9)).isEqualTo(2);
    assertThat(live.probability(9)).isEqualTo(1);
    double[] expected = new double[16];
    VoteTable votes = crowd.votes();
    for (int item = 0; item < 300; item++) {
      boolean extra = item == 7;
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        boolean own = votes.annotator(vote) == 2;
        extra &= !own;
        int given = own && item == 7 ? 3 : votes.label(vote);
        for (int truth = 0; own && truth < 4; truth++) {
          expected[truth * 4 + given] += live.posterior(item)[truth];
        }
      }
      for (int truth = 0; extra && truth < 4; truth++) {
        expected[truth * 4 + 3] += live.posterior(item)[truth];
      }
    }
    for (int cell = 0; cell < 16; cell++) {
      assertThat(live.confusion(2, cell / 4, cell % 4)).isCloseTo(expected[cell], within(1e-9));
    }
  }

  @Test
  void nothingIsKnownOfItemsAndAnnotatorsNeverSeen() {
    LiveVerdicts live = new LiveVerdicts(new double[] {0.2, 0.8});
    assertThat(live.posterior(5)).containsExactly(new double[] {0.2, 0.8}, within(1e-12));
    assertThat(live.accuracy(5).mean()).isCloseTo(LiveVerdicts.EXPECTED_ACCURACY, within(1e-12));
    live.vote(0, 0, 0);
    assertThat(live.posterior(0)[0])
        .isCloseTo(0.2 * 0.75 / (0.2 * 0.75 + 0.8 * 0.25), within(1e-12));
  }
}
