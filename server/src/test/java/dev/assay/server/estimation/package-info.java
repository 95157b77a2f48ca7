@NullMarked
package dev.assay.server.estimation;

import org.jspecify.annotations.NullMarked;
