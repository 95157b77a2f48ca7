/** Annotators that err as people do, but the same way in every run. */
@NullMarked
package dev.assay.app.demo.crowd;

import org.jspecify.annotations.NullMarked;
