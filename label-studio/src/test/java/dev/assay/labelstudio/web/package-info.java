/** What the bridge serves. */
@NullMarked
package dev.assay.labelstudio.web;

import org.jspecify.annotations.NullMarked;
