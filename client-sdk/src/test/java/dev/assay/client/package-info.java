/** Tests of the client against small services in this process. */
@NullMarked
package dev.assay.client;

import org.jspecify.annotations.NullMarked;
