/** Budgets over a real store, without a transport. */
@NullMarked
package dev.assay.server.budget;

import org.jspecify.annotations.NullMarked;
