/** What the training pipeline reads back: settled items with their weights. */
@NullMarked
package dev.assay.server.trainingset;

import org.jspecify.annotations.NullMarked;
