@NullMarked
package dev.assay.server.labels;

import org.jspecify.annotations.NullMarked;
