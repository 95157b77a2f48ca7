/** What the votes on an item decide. */
@NullMarked
package dev.assay.server.verdict;

import org.jspecify.annotations.NullMarked;
