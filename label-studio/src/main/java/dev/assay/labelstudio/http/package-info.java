/** Label Studio's HTTP: requests, tokens, and what its answers hold. */
@NullMarked
package dev.assay.labelstudio.http;

import org.jspecify.annotations.NullMarked;
