@NullMarked
package dev.assay.server.acquisition;

import org.jspecify.annotations.NullMarked;
