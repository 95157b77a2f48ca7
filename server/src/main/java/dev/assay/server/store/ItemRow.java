package dev.assay.server.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of the pool. {@code ordinal} counts from 0 without gaps.
 *
 * @param route the tags that it requires, by their {@link RouteRow}; 0 for none
 */
public record ItemRow(
    int ordinal,
    String itemId,
    @Nullable Long priceMicros,
    Map<String, String> attributes,
    int route,
    long createdMillis) {}
