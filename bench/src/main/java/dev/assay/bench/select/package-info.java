/** The speed of strategies beside what was promised and what peers take. */
@NullMarked
package dev.assay.bench.select;

import org.jspecify.annotations.NullMarked;
