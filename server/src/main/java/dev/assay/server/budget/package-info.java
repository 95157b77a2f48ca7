/** The ledger: what may be spent, what is held and charged, and the journal that proves it. */
@NullMarked
package dev.assay.server.budget;

import org.jspecify.annotations.NullMarked;
