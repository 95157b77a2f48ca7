/** Items whose right answers are known, and the blind checks of annotators by them. */
@NullMarked
package dev.assay.server.gold;

import org.jspecify.annotations.NullMarked;
