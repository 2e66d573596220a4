package io.sluice.trial.soak;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** What all lanes together did, and the first of what went wrong on a thread other than theirs. */
final class Totals {
    /** So many subscriptions of one kind receive something for certain: one in three does, at the least. */
    private static final int SUBSCRIPTIONS_ENOUGH = 50;

    final AtomicLong sent = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong openings = new AtomicLong();

    private final Map<StreamKind, AtomicLong> subscriptions = zeroes();
    private final Map<StreamKind, AtomicLong> received = zeroes();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private static Map<StreamKind, AtomicLong> zeroes() {
        Map<StreamKind, AtomicLong> counts = new EnumMap<>(StreamKind.class);
        for (StreamKind kind : StreamKind.values()) {
            counts.put(kind, new AtomicLong());
        }
        return counts;
    }

    void subscribed(StreamKind kind) {
        subscriptions.get(kind).incrementAndGet();
    }

    void received(StreamKind kind) {
        received.get(kind).incrementAndGet();
    }

    void failed(String what, Throwable cause) {
        failure.compareAndSet(null, new AssertionError(what, cause));
    }

    void assertNothingFailed() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new AssertionError(failed);
        }
    }

    /** The kinds that are not used, or received nothing; of a short run only those that have had the time. */
    List<StreamKind> starved(boolean isShort) {
        return Stream.of(StreamKind.values())
                .filter(kind -> received.get(kind).get() == 0)
                .filter(kind -> !isShort || subscriptions.get(kind).get() >= SUBSCRIPTIONS_ENOUGH)
                .toList();
    }

    long subscriptions() {
        return subscriptions.values().stream().mapToLong(AtomicLong::get).sum();
    }

    String summary() {
        StringBuilder table = new StringBuilder("| stream | subscriptions | received |\n|---|--:|--:|\n");
        for (StreamKind kind : StreamKind.values()) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d |%n",
                    kind,
                    subscriptions.get(kind).get(),
                    received.get(kind).get()));
        }
        return table.toString();
    }
}
