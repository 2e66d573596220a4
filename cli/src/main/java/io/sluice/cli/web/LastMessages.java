package io.sluice.cli.web;

import io.sluice.cli.message.MessageFormat;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.PrintableMessage;
import io.sluice.errno.ErrnoException;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The last messages of a System V queue, which MSG_COPY shows and leaves where they are. A POSIX queue has no such call. */
final class LastMessages {
    /** The name of its pages, before the identifier. */
    private static final String PATH = "messages/";

    private static final int COUNT = 20;
    private static final int SHOWN_BYTES = 4096;

    private LastMessages() {}

    /** The queue of a path; empty if the path is not that of a queue's messages. */
    static OptionalInt queueOf(String path) {
        return path.startsWith(PATH) ? SysvIdentifier.parsed(path.substring(PATH.length())) : OptionalInt.empty();
    }

    /** One JSON object, also if the queue cannot be read. */
    static String json(int id) {
        try (SysvMessageQueue queue = SysvMessageQueue.openById(id, SysvAccess.READ)) {
            List<SysvMessage> messages = new ArrayList<>();
            long first = Math.max(0, queue.status().messages() - COUNT);
            SysvMessage next = queue.browse((int) first);
            while (next != null && messages.size() < COUNT) {
                messages.add(next);
                next = queue.browse((int) first + messages.size());
            }
            return messages.stream()
                    .map(LastMessages::shown)
                    .collect(Collectors.joining(",", "{\"first\":" + first + ",\"messages\":[", "]}"));
        } catch (ErrnoException refused) {
            return new NamedValues()
                    .with("problem", Objects.requireNonNullElse(refused.getMessage(), refused.toString()))
                    .json();
        }
    }

    private static String shown(SysvMessage message) {
        byte[] payload = message.payload();
        byte[] beginning = payload.length > SHOWN_BYTES ? Arrays.copyOf(payload, SHOWN_BYTES) : payload;
        return "{\"bytes\":" + payload.length + ",\"message\":"
                + MessageFormat.JSON.line(new PrintableMessage("type", message.type(), beginning)) + "}";
    }
}
