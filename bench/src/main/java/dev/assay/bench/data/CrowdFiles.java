package dev.assay.bench.data;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VoteTable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Reads the votes of real crowds and the reference cases of other projects. */
public final class CrowdFiles {
  /** The data sets, each in a folder of its own. */
  public static final List<String> NAMES =
      List.of("bluebird", "rte", "dog", "web", "trec", "CF", "ZenCrowd_all", "fact_eval");

  private final DataFolder folder;

  /** Reads from this folder. */
  public CrowdFiles(DataFolder folder) {
    this.folder = folder;
  }

  /** Whether the files of a data set are there. */
  public boolean has(String name) {
    return folder.has(votesOf(name)) && folder.has(truthOf(name));
  }

  /** The votes and the truth of a data set; of several votes of one annotator the last stands. */
  public CrowdVotes crowd(String name) {
    int[][] rows = rows(votesOf(name), 3);
    int[][] truths = rows(truthOf(name), 2);
    int items = Math.max(greatest(rows[0]), greatest(truths[0])) + 1;
    int classes = Math.max(greatest(rows[2]), greatest(truths[1])) + 1;
    int[] truth = new int[items];
    Arrays.fill(truth, Evidence.UNKNOWN);
    for (int row = 0; row < truths[0].length; row++) {
      truth[truths[0][row]] = truths[1][row];
    }
    return new CrowdVotes(
        name,
        VoteTable.of(items, greatest(rows[1]) + 1, classes, rows[0], rows[1], rows[2]),
        truth);
  }

  /** Whether a file of reference cases is there. */
  public boolean hasCases(String name) {
    return folder.has(casesOf(name));
  }

  /** The reference cases of a project: {@code crowdkit}, {@code cleanlab} or {@code agreement}. */
  public Struct cases(String name) {
    Struct.Builder cases = Struct.newBuilder();
    try (Reader text = folder.text(casesOf(name))) {
      JsonFormat.parser().merge(text, cases);
    } catch (InvalidProtocolBufferException e) {
      throw new DataMissingException(
          casesOf(name) + " is no JSON; fetch it again: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases.build();
  }

  private static String votesOf(String name) {
    return "crowd/" + name + "/label.csv";
  }

  private static String truthOf(String name) {
    return "crowd/" + name + "/truth.csv";
  }

  private static String casesOf(String name) {
    return "conformance/" + name + "_cases.json";
  }

  private int[][] rows(String file, int columns) {
    List<List<String>> records = folder.records(file);
    int[][] values = new int[columns][records.size() - 1];
    for (int row = 1; row < records.size(); row++) {
      for (int column = 0; column < columns; column++) {
        values[column][row - 1] = (int) Double.parseDouble(records.get(row).get(column));
      }
    }
    return values;
  }

  private static int greatest(int[] values) {
    return Arrays.stream(values).max().orElse(0);
  }
}
