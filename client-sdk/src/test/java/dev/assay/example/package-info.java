/** Examples of use, as a program outside the client's package sees it. */
@NullMarked
package dev.assay.example;

import org.jspecify.annotations.NullMarked;
