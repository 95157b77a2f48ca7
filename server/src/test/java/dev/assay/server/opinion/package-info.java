@NullMarked
package dev.assay.server.opinion;

import org.jspecify.annotations.NullMarked;
