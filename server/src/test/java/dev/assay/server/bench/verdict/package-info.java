@NullMarked
package dev.assay.server.bench.verdict;

import org.jspecify.annotations.NullMarked;
