package io.sluice.benchmarks.worker;

/** The roles by the names that the harness knows them by. */
final class Roles {
    private Roles() {}

    static Role named(String name) {
        return switch (name) {
            case "receive" -> new Receive();
            case "receive-by-hand" -> new ReceiveByHand();
            default -> throw new IllegalArgumentException("no role is named " + name);
        };
    }
}
