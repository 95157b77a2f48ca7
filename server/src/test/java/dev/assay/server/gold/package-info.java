@NullMarked
package dev.assay.server.gold;

import org.jspecify.annotations.NullMarked;
