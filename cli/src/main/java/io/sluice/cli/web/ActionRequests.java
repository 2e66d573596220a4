package io.sluice.cli.web;

import io.sluice.cli.message.NamedValues;
import io.sluice.errno.ErrnoException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does what pages ask for, where that is allowed, and writes a line for each.
 *
 * @param areAllowed whether anything is done
 * @param log takes the lines
 */
record ActionRequests(boolean areAllowed, Consumer<String> log) {
    /** What who asks reads where nothing is done. */
    static final String NOT_ALLOWED = "this page changes nothing: 'sluice web' was started without --allow-actions";

    /** For the page, which shows what it may do. */
    String json() {
        return new NamedValues().with("allowed", areAllowed).json();
    }

    /** One JSON object: what was done, or the problem. */
    String done(@Nullable InetSocketAddress who, ObjectAction action) {
        try {
            String result = action.run();
            write(who, action, result);
            return new NamedValues().with("done", result).json();
        } catch (ErrnoException | IllegalArgumentException refused) {
            String problem = Objects.requireNonNullElse(refused.getMessage(), refused.toString());
            write(who, action, problem);
            return new NamedValues().with("problem", problem).json();
        }
    }

    private void write(@Nullable InetSocketAddress who, ObjectAction action, String result) {
        String address =
                who == null ? "an unknown address" : who.getAddress().getHostAddress() + " port " + who.getPort();
        log.accept(
                Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + address + ": " + action.text() + ": " + result);
    }
}
