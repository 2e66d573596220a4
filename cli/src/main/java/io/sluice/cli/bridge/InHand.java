package io.sluice.cli.bridge;

import io.sluice.kafka.RouteException;
import io.sluice.reactor.pipe.FramingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a route had in hand when it failed. It is nowhere else, so it is printed. */
final class InHand {
    private InHand() {}

    /** The notice of it; null if an error has nothing. */
    static @Nullable String of(Throwable error) {
        if (error instanceof RouteException route && route.unsaved() != null) {
            return "the message in hand, in base64: " + base64(route.unsaved());
        }
        if (error instanceof FramingException framing && framing.bytes().length > 0) {
            return "what was read and is no message, in base64: " + base64(framing.bytes());
        }
        return null;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
