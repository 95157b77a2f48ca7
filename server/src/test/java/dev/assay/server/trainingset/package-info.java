@NullMarked
package dev.assay.server.trainingset;

import org.jspecify.annotations.NullMarked;
