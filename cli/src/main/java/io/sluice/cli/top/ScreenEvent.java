package io.sluice.cli.top;

import io.sluice.cli.overview.SortOrder;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the screen.
 *
 * @param kind what
 * @param order the order that was chosen; null for other events
 */
record ScreenEvent(Kind kind, @Nullable SortOrder order) {
    enum Kind {
        QUIT,
        SORT,
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        FIRST,
        RESIZED
    }

    static final ScreenEvent QUIT = new ScreenEvent(Kind.QUIT, null);
    static final ScreenEvent RESIZED = new ScreenEvent(Kind.RESIZED, null);

    private static final char END_OF_TRANSMISSION = 4;

    /** Of a key that is one character; null if it means nothing. */
    static @Nullable ScreenEvent ofKey(int key) {
        if (key == 'q' || key == END_OF_TRANSMISSION) {
            return QUIT;
        }
        for (SortOrder order : SortOrder.values()) {
            if (key == order.key()) {
                return new ScreenEvent(Kind.SORT, order);
            }
        }
        return null;
    }

    /** Of the character behind escape and a bracket; null if it means nothing. */
    static @Nullable ScreenEvent ofEscaped(int key) {
        Kind kind = switch (key) {
            case 'A' -> Kind.UP;
            case 'B' -> Kind.DOWN;
            case '5' -> Kind.PAGE_UP;
            case '6' -> Kind.PAGE_DOWN;
            case 'H' -> Kind.FIRST;
            default -> null;
        };
        return kind == null ? null : new ScreenEvent(kind, null);
    }
}
