/**
 * What to label next. {@link dev.assay.server.acquisition.WavePlanner} draws waves ahead of the
 * requests, {@link dev.assay.server.acquisition.NextBatch} serves them; both are one transaction at
 * the end, which checks what they assumed.
 */
@NullMarked
package dev.assay.server.acquisition;

import org.jspecify.annotations.NullMarked;
