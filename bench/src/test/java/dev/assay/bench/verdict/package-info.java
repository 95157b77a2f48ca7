@NullMarked
package dev.assay.bench.verdict;

import org.jspecify.annotations.NullMarked;
