package dev.assay.server.estimation;

/**
 * What a settled item has turned out to be, beside what a model had said of it.
 *
 * @param classIndex the class that its verdict names
 * @param predictedClass what the model version predicted when the item was drawn; -1 where it is
 *     not judged by the item
 * @param errorProbability how probable it found that to be wrong, in [0, 1]; 0 where it is not
 *     judged by the item
 */
public record SettledAnswer(int classIndex, int predictedClass, double errorProbability) {}
