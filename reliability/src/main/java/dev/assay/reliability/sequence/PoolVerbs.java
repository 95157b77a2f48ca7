package dev.assay.reliability.sequence;

import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.OnError;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.ScoreChunk;
import dev.assay.v1.UseModelVersionRequest;
import java.util.ArrayList;
import java.util.List;

/** Commands about items and scores. */
final class PoolVerbs {
  /** Items of a project have numbers below this. */
  static final int ITEMS = 40;

  private PoolVerbs() {}

  static String item(int number) {
    return "i" + Math.floorMod(number, ITEMS);
  }

  static Call putItems(World world, Command command) {
    List<PutItemsRequest> messages = new ArrayList<>();
    messages.add(
        PutItemsRequest.newBuilder()
            .setHeader(
                PutItemsHeader.newBuilder()
                    .setRequestId(world.requestId())
                    .setProject(World.project(command))
                    .setOnError(
                        command.b() % 3 == 0
                            ? OnError.ON_ERROR_CONTINUE
                            : OnError.ON_ERROR_UNSPECIFIED))
            .build());
    int count = 1 + Math.floorMod(command.a(), 12);
    for (int first = 0; first < count; first += 5) {
      ItemChunk.Builder chunk = ItemChunk.newBuilder();
      for (int i = first; i < Math.min(count, first + 5); i++) {
        chunk.addItems(item(command, command.c() + i));
      }
      messages.add(PutItemsRequest.newBuilder().setChunk(chunk).build());
    }
    return Call.stream(PoolServiceGrpc.getPutItemsMethod(), messages);
  }

  private static Item item(Command command, int number) {
    Item.Builder item = Item.newBuilder().setId(item(number));
    int variant = Math.floorMod(command.b(), 16);
    switch (variant % 4) {
      case 1 -> item.setPriceMicros(number % 30);
      case 2 -> item.putAttributes("site", "s" + number % 3).putAttributes("lang", "en");
      case 3 -> item.addEmbedding(number).addEmbedding(0.5f);
      default -> {}
    }
    if (variant == 12 && number % 4 == 0) {
      item.setPriceMicros(-1);
    }
    if (variant == 15) {
      item.addEmbedding(1);
    }
    return item.build();
  }

  static Call useModel(World world, Command command) {
    return Call.of(
        PoolServiceGrpc.getUseModelVersionMethod(),
        UseModelVersionRequest.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setModelVersion("m" + Math.floorMod(command.a(), 3))
            .build());
  }

  static Call putScores(World world, Command command) {
    int variant = Math.floorMod(command.c(), 8);
    PutScoresHeader.Builder header =
        PutScoresHeader.newBuilder()
            .setRequestId(world.requestId())
            .setProject(World.project(command))
            .setModelVersion("m" + Math.floorMod(command.a(), 3))
            .setOnError(OnError.ON_ERROR_CONTINUE);
    ScoreChunk.Builder chunk = ScoreChunk.newBuilder();
    int count = 1 + Math.floorMod(command.b(), ITEMS);
    for (int i = 0; i < count; i++) {
      int number = i + (variant == 3 ? 7 : 0);
      float yes = Math.floorMod(number * 37 + command.a() * 11 + variant, 101) / 100f;
      chunk.addItemIds(item(number)).addProbabilities(1 - yes).addProbabilities(yes);
      if (variant == 5) {
        chunk.addGradientNorms(number);
      }
    }
    if (variant == 6) {
      chunk.addProbabilities(0.5f); // one too many: the whole stream is refused
    }
    return Call.stream(
        PoolServiceGrpc.getPutScoresMethod(),
        List.of(
            PutScoresRequest.newBuilder().setHeader(header).build(),
            PutScoresRequest.newBuilder().setChunk(chunk).build()));
  }
}
