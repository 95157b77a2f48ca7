/** Requests and tokens. */
@NullMarked
package dev.assay.labelstudio.http;

import org.jspecify.annotations.NullMarked;
