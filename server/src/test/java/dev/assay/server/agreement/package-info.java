@NullMarked
package dev.assay.server.agreement;

import org.jspecify.annotations.NullMarked;
