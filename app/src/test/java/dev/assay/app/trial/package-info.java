@NullMarked
package dev.assay.app.trial;

import org.jspecify.annotations.NullMarked;
