@NullMarked
package dev.assay.server.verdict;

import org.jspecify.annotations.NullMarked;
