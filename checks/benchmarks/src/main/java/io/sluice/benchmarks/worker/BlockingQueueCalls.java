package io.sluice.benchmarks.worker;

/** The blocking calls that a user writes by hand, on one of the two bindings. */
interface BlockingQueueCalls extends AutoCloseable {
    /** Opens a queue for both directions. */
    static BlockingQueueCalls open(String name, int size) {
        return switch (System.getProperty("io.sluice.libc", "jna")) {
            case "ffm" -> new BlockingCallsByAddress(name, size);
            default -> new BlockingCallsByArray(name, size);
        };
    }

    /** Waits for a message, and gives its bytes in an array of their own. */
    byte[] receive();

    /** Waits for room, and sends. */
    void send(byte[] bytes);

    @Override
    void close();
}
