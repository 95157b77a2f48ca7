package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.ClassProbabilities;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.List;

/** The models of {@link AutoMethod}, fitted: what they say together. */
public final class Pool {
  private final Evidence evidence;
  private final List<PoolMember> members;
  private final int[] inAll;
  private final Verdicts verdicts;

  /**
   * Pools what the members have learnt.
   *
   * @param votes of the annotators whose quality is asked for
   * @param evidence that the members were fitted to
   */
  Pool(VoteTable votes, Evidence evidence, List<PoolMember> members) {
    this.evidence = evidence;
    this.members = List.copyOf(members);
    this.inAll = evidence.votes().votesByClass();
    this.verdicts = settle(votes);
  }

  /** The verdicts on the items of the fit. */
  public Verdicts verdicts() {
    return verdicts;
  }

  /** The mean of the members' probabilities of the verdict on an item, before calibration. */
  public double mean(int item) {
    double sum = 0;
    double weight = 0;
    for (PoolMember member : members) {
      sum += member.weight() * member.learnt().probabilities().of(item, verdicts.verdict(item));
      weight += member.weight();
    }
    return sum / weight;
  }

  /**
   * The probabilities of an item whose votes are given, by the same rule.
   *
   * @param own annotator and class of each vote, in turn
   */
  double[] row(int[] own) {
    if (members.size() == 1) {
      return members.get(0).learnt().rule().row(own);
    }
    PoolVote vote = begin(inAll.length);
    for (int i = 0; i < own.length; i += 2) {
      vote.count(own[i + 1]);
    }
    for (int member = 0; member < members.size(); member++) {
      double[] row = members.get(member).learnt().rule().row(own);
      for (int label = 0; label < row.length; label++) {
        vote.believe(member, label, row[label]);
      }
    }
    return vote.settle(0);
  }

  private PoolVote begin(int classes) {
    PoolVote vote =
        new PoolVote(classes, members.stream().mapToDouble(PoolMember::weight).toArray());
    vote.begin(classes);
    for (int label = 0; label < classes; label++) {
      vote.put(label, inAll[label]);
    }
    return vote;
  }

  private Verdicts settle(VoteTable votes) {
    if (members.size() == 1) { // the majority, where nothing else can be learnt
      return members.get(0).learnt().verdicts(members.get(0).name(), votes);
    }
    boolean isSparse =
        members.stream()
            .allMatch(member -> member.learnt().probabilities() instanceof VotedClasses);
    if (isSparse) {
      VotedClasses places = sparse();
      return verdicts(votes, places, places.classShares(0));
    }
    double[] rows = dense();
    return verdicts(
        votes,
        ClassProbabilities.dense(rows, inAll.length),
        Posteriors.classShares(evidence, rows, 0));
  }

  private static Verdicts verdicts(
      VoteTable votes, ClassProbabilities probabilities, double[] classPrior) {
    AnnotatorQuality quality = AnnotatorQuality.of(votes, probabilities);
    return Verdicts.of(AutoMethod.NAME, votes, probabilities, classPrior, quality);
  }

  /** Over all classes. */
  private double[] dense() {
    VoteTable all = evidence.votes();
    int classes = inAll.length;
    double[] rows = new double[Math.multiplyExact(all.itemCount(), classes)];
    ItemChunks.of(all, 1)
        .run(
            (chunk, from, to) -> {
              PoolVote vote = begin(classes);
              for (int item = from; item < to; item++) {
                System.arraycopy(dense(vote, item), 0, rows, item * classes, classes);
              }
            });
    return rows;
  }

  private double[] dense(PoolVote vote, int item) {
    int known = evidence.known(item);
    if (known >= 0) {
      double[] row = new double[inAll.length];
      row[known] = 1;
      return row;
    }
    VoteTable all = evidence.votes();
    vote.begin(inAll.length);
    for (int one = all.start(item); one < all.start(item + 1); one++) {
      vote.count(all.label(one));
    }
    for (int member = 0; member < members.size(); member++) {
      ClassProbabilities own = members.get(member).learnt().probabilities();
      for (int label = 0; label < inAll.length; label++) {
        vote.believe(member, label, own.of(item, label));
      }
    }
    return vote.settle(0);
  }

  /** Over the classes that are named on each item. */
  private VotedClasses sparse() {
    VoteTable all = evidence.votes();
    VotedClasses places = new VotedClasses(evidence);
    int most = places.mostPlaces();
    PoolVote vote = new PoolVote(most, members.stream().mapToDouble(PoolMember::weight).toArray());
    for (int item = 0; item < all.itemCount(); item++) {
      int first = places.firstPlace(item);
      int count = places.firstPlace(item + 1) - first;
      if (evidence.known(item) >= 0 || count == 0) {
        continue;
      }
      vote.begin(count);
      for (int at = 0; at < count; at++) {
        vote.put(at, inAll[places.label(first + at)]);
        for (int member = 0; member < members.size(); member++) {
          VotedClasses own = (VotedClasses) members.get(member).learnt().probabilities();
          vote.believe(member, at, own.at(first + at));
        }
      }
      for (int one = all.start(item); one < all.start(item + 1); one++) {
        vote.count(places.placeOf(one) - first);
      }
      places.set(item, vote.settle(inAll.length - count));
    }
    return places;
  }
}
