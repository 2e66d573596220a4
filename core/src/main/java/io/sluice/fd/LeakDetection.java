package io.sluice.fd;

import java.lang.System.Logger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of each handle that is opened, for the report of one that nobody closed.
 *
 * <pre>{@code
 * LeakDetection.setLevel(LeakDetection.PARANOID); // in tests, for example
 * }</pre>
 *
 * <p>Such a handle becomes garbage. Its descriptor is closed then, and a warning goes to the {@link System.Logger} {@code
 * io.sluice.leaks}. May be used from any thread.
 */
public enum LeakDetection {
    /** Nothing is recorded. The descriptor of such a handle stays open, and there is no warning. */
    DISABLED,
    /** Each such handle is reported. The warning names the place of the opening for one handle in 128. */
    SIMPLE,
    /** Each such handle is reported with the place of its opening, whose stack trace costs some microseconds. */
    PARANOID;

    /** The system property for the level at the start, in small letters. {@code simple} where it is not set. */
    public static final String PROPERTY = "io.sluice.leakDetection";

    /** The name of the logger of the reports. */
    public static final String LOGGER = "io.sluice.leaks";

    private static volatile LeakDetection level = of(System.getProperty(PROPERTY));

    /**
     * The level of handles that are opened now.
     *
     * @return the level that was set last, or that of {@link #PROPERTY}
     */
    public static LeakDetection level() {
        return level;
    }

    /**
     * Sets the level of handles that are opened from now on. Those that are open keep theirs.
     *
     * @param value the level
     */
    public static void setLevel(LeakDetection value) {
        level = Objects.requireNonNull(value, "level");
    }

    static LeakDetection of(@Nullable String name) {
        for (LeakDetection candidate : values()) {
            if (candidate.toString().equals(name)) {
                return candidate;
            }
        }
        if (name != null) {
            String message = "-D" + PROPERTY + "=" + name + " is no level of leak detection, so it is " + SIMPLE
                    + "; there are " + Arrays.toString(values()) + ".";
            System.getLogger(LOGGER).log(Logger.Level.WARNING, message);
        }
        return SIMPLE;
    }

    /** The name that the property takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
