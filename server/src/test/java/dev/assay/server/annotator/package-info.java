@NullMarked
package dev.assay.server.annotator;

import org.jspecify.annotations.NullMarked;
