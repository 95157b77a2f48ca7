/** Where settings come from and what they may be. */
@NullMarked
package dev.assay.server.config;

import org.jspecify.annotations.NullMarked;
