/** What all proofs have in common: what they are given and what they report. */
@NullMarked
package dev.assay.reliability.proof;

import org.jspecify.annotations.NullMarked;
