/**
 * Many callers for one budget at once, and whether what they were told can have been in any order.
 */
@NullMarked
package dev.assay.reliability.race;

import org.jspecify.annotations.NullMarked;
