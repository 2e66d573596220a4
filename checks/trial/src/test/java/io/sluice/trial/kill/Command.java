package io.sluice.trial.kill;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What the programs that are killed have in common. {@code numbered.h} says the same in C. */
final class Command {
    /** The number that ends a subscription. */
    static final long END = -2;

    private Command() {}

    /** Says that it is ready, waits for the number to begin with, and ends with the test. */
    static long awaitGo() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        String line = input.readLine();
        if (line == null) {
            Runtime.getRuntime().halt(0);
        }
        Thread lifeline = new Thread(() -> awaitEnd(input), "lifeline");
        lifeline.setDaemon(true);
        lifeline.start();
        return Long.parseLong(line);
    }

    private static void awaitEnd(BufferedReader input) {
        try {
            while (input.read() >= 0) {
                // Nothing else is said.
            }
        } catch (IOException closed) {
            // The same.
        }
        Runtime.getRuntime().halt(0);
    }

    static boolean isPosix(String queue) {
        return queue.startsWith("/");
    }

    static PosixMessageQueue posix(String queue, PosixAccess access) {
        return PosixMessageQueue.open(queue, access);
    }

    static SysvMessageQueue sysv(String queue, SysvAccess access) {
        return SysvMessageQueue.openById(Integer.parseInt(queue), access);
    }

    static TypeSelector lowestType() {
        return TypeSelector.upTo(Ledger.PRIORITIES);
    }

    static PosixMessage posixMessage(long number) {
        return PosixMessage.of(bytes(number), priority(number));
    }

    static SysvMessage sysvMessage(long number) {
        return SysvMessage.of(priority(number) + 1L, bytes(number));
    }

    /** The one that ends a subscription comes last. */
    private static int priority(long number) {
        return number == END ? 0 : (int) (number % Ledger.PRIORITIES);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(number)
                .array();
    }

    static long number(byte[] payload) {
        return ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder()).getLong();
    }
}
