@NullMarked
package dev.assay.server.failure;

import org.jspecify.annotations.NullMarked;
