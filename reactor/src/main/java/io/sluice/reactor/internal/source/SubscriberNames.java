package io.sluice.reactor.internal.source;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;

/** Names subscribers for whoever has to find one, such as the watchdog of an event loop. */
public final class SubscriberNames {
    private SubscriberNames() {}

    /** The classes of the subscriber and of those behind it, as far as the operators say. */
    public static String of(CoreSubscriber<?> actual) {
        return Stream.concat(Stream.of(actual), Scannable.from(actual).actuals())
                .map(subscriber -> subscriber.getClass().getName())
                .collect(Collectors.joining(" > "));
    }
}
