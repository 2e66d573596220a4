package io.sluice.cli.overview;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The orders in which objects are shown. What is equal is in the order of kind and name. */
public enum SortOrder {
    /** The fullest first; what has no limit at the end. */
    DEPTH(descending(IpcObject::fullness)),
    /** By name. */
    NAME(Comparator.comparing(object -> object.identity().name())),
    /** By kind. */
    KIND(Comparator.comparing(object -> object.identity().kind())),
    /** The most that came first. */
    IN(descending(object -> object.rates() == null ? -1 : object.rates().in())),
    /** The most that went first. */
    OUT(descending(object -> object.rates() == null ? -1 : object.rates().out())),
    /** The most held first. */
    HOLDERS(descending(
            object -> object.holders() == null ? -1 : object.holders().count().orElse(0))),
    /** The most awaited first. */
    WAITERS(descending(object -> object.waiters().count().orElse(0)));

    @SuppressWarnings("ImmutableEnumChecker") // made of functions without state
    private final Comparator<IpcObject> comparator;

    SortOrder(Comparator<IpcObject> comparator) {
        this.comparator = comparator;
    }

    private static Comparator<IpcObject> descending(ToDoubleFunction<IpcObject> value) {
        return Comparator.comparingDouble(value).reversed();
    }

    /**
     * Sorts.
     *
     * @param objects objects in the order of a snapshot
     * @return the same ones in this order
     */
    public List<IpcObject> sorted(List<IpcObject> objects) {
        return objects.stream().sorted(comparator).toList();
    }

    /**
     * Its name.
     *
     * @return the name in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The key that chooses it.
     *
     * @return the first letter of its name
     */
    public char key() {
        return label().charAt(0);
    }
}
