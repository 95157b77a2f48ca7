/**
 * What the labels bought have taught: estimates with their intervals, or the reason why there is
 * none.
 */
@NullMarked
package dev.assay.server.estimation;

import org.jspecify.annotations.NullMarked;
