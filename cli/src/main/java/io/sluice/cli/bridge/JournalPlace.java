package io.sluice.cli.bridge;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where journals are. */
final class JournalPlace {
    private JournalPlace() {}

    /** The folder of all journals: the given one, or that of the user's state. */
    static Path of(@Nullable String given) {
        if (given != null) {
            return Path.of(given);
        }
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || !state.startsWith("/")
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return base.resolve("sluice").resolve("bridge");
    }

    /** The folder of a queue's journal. It is the queue's, wherever the route leads: what was taken from it is still to be sent. */
    static Path of(Path folder, RouteEnd queue) {
        return folder.resolve(URLEncoder.encode(queue.toString(), StandardCharsets.UTF_8));
    }
}
