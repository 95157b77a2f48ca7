@NullMarked
package dev.assay.server.request;

import org.jspecify.annotations.NullMarked;
