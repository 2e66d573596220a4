package io.sluice.cli.top;

import io.sluice.cli.command.SimilarNames;
import io.sluice.cli.overview.SortOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an order. */
final class SortOption implements ITypeConverter<SortOrder> {
    @Override
    public SortOrder convert(String value) {
        return Arrays.stream(SortOrder.values())
                .filter(order -> order.label().equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no order '" + value + "': the orders are "
                        + String.join(", ", names()) + SimilarNames.question(value, names())));
    }

    private static List<String> names() {
        return Arrays.stream(SortOrder.values()).map(SortOrder::label).toList();
    }

    /** The names, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
