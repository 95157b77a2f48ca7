@NullMarked
package dev.assay.server.adjudication;

import org.jspecify.annotations.NullMarked;
