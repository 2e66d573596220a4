package io.sluice.testing;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What tests do to queues behind the back of what they test. */
public final class Queues {
    public static final String FILLER = "filler";

    private Queues() {}

    /** Sends {@code m0} and so on. */
    public static void preload(PosixMessageQueue queue, int count) {
        for (int i = 0; i < count; i++) {
            if (!queue.trySend(PosixMessage.ofText("m" + i))) {
                throw new AssertionError("no room for message " + i + " in " + queue);
            }
        }
    }

    /** The texts that {@link #preload} sends. */
    public static List<String> preloaded(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
    }

    public static void fill(PosixMessageQueue queue) {
        PosixMessage filler = PosixMessage.ofText(FILLER);
        boolean room = true;
        while (room) {
            room = queue.trySend(filler);
        }
    }

    /** Takes all that is there; what {@link #fill} has sent is left out. */
    public static List<String> drain(PosixMessageQueue queue) {
        List<String> texts = new ArrayList<>();
        for (PosixMessage message = queue.tryReceive(); message != null; message = queue.tryReceive()) {
            if (!message.text().equals(FILLER)) {
                texts.add(message.text());
            }
        }
        return texts;
    }

    public static int count(PosixMessageQueue queue) {
        return queue.attributes().currentMessages();
    }

    /** Returns when the loop has done all that it was given before, and has looked at its descriptors since. */
    public static void passThrough(EventLoop loop) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        loop.execute(() -> loop.schedule(0, () -> passed.complete(null)));
        try {
            passed.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the event loop does not go on", e);
        }
    }
}
