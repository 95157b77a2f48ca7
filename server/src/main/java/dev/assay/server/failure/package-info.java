/**
 * One typed failure for each {@link dev.assay.v1.ErrorReason}: it holds its facts and renders its
 * own status.
 */
@NullMarked
package dev.assay.server.failure;

import org.jspecify.annotations.NullMarked;
