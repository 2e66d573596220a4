package io.sluice.spring.boot;

import io.sluice.reactor.SenderOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Collects what is wrong in the properties of one object: a line for each value, which begins with its key. */
final class PropertyProblems {
    private final String prefix;
    private final List<String> lines;

    PropertyProblems(String prefix) {
        this(prefix, new ArrayList<>());
    }

    private PropertyProblems(String prefix, List<String> lines) {
        this.prefix = prefix;
        this.lines = lines;
    }

    /** The same list, for keys below another one. */
    PropertyProblems below(String key) {
        return new PropertyProblems(prefix + "." + key, lines);
    }

    List<String> lines() {
        return lines;
    }

    void add(String key, Object value, String reason) {
        lines.add(line(prefix + "." + key, value, reason));
    }

    static String line(String key, @Nullable Object value, String reason) {
        return (value == null ? key : key + "=" + value) + ": " + reason.replaceAll("\\s*\\R\\s*", " ");
    }

    void missing(String key, String remedy) {
        lines.add(prefix + "." + key + ": is missing. " + remedy);
    }

    /** Lets the library judge a value, which is right where it is not set. */
    <T> void check(String key, @Nullable T value, Consumer<T> use) {
        if (value == null) {
            return;
        }
        try {
            use.accept(value);
        } catch (IllegalArgumentException e) {
            add(key, value, e.getMessage() + ".");
        }
    }

    /** What every kind with a sender may set for its streams of sends. */
    void checkSending(@Nullable Integer maxInFlight, @Nullable Duration sendTimeout) {
        check("max-in-flight", maxInFlight, SenderOptions.create()::maxInFlight);
        check("send-timeout", sendTimeout, SenderOptions.create()::sendTimeout);
    }

    /** A size of memory, of which the library takes no more than an int holds. */
    void checkSize(String key, @Nullable DataSize value) {
        if (value != null && (value.toBytes() < 1 || value.toBytes() > Integer.MAX_VALUE)) {
            add(key, value, "must be from 1 to 2147483647 bytes.");
        }
    }
}
