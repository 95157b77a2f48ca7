package dev.assay.server.trainingset;

import dev.assay.server.request.Query;
import dev.assay.v1.ListTrainingSetMethodsRequest;
import dev.assay.v1.ListTrainingSetMethodsResponse;
import dev.assay.v1.TrainingSetMethod;

/** Lists the methods of compression and of balance. */
public final class ListTrainingSetMethods
    implements Query<ListTrainingSetMethodsRequest, ListTrainingSetMethodsResponse> {

  @Override
  public ListTrainingSetMethodsResponse answer(ListTrainingSetMethodsRequest request) {
    ListTrainingSetMethodsResponse.Builder response = ListTrainingSetMethodsResponse.newBuilder();
    TrainingMethods.compressions()
        .forEach(method -> response.addCompressions(method(method.name(), method.summary())));
    TrainingMethods.balances()
        .forEach(method -> response.addBalances(method(method.name(), method.summary())));
    return response.build();
  }

  private static TrainingSetMethod method(String name, String summary) {
    return TrainingSetMethod.newBuilder().setMethod(name).setSummary(summary).build();
  }
}
