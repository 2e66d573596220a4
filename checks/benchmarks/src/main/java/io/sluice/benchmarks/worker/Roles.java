package io.sluice.benchmarks.worker;

/** The roles by the names that the harness knows them by. */
final class Roles {
    private Roles() {}

    static Role named(String name) {
        return switch (name) {
            case "receive" -> new Receive(messages -> messages);
            case "decode" -> new Decode();
            case "receive-metered" -> Receive.metered();
            case "receive-one-by-one" -> new Receive(Receive.elsewhere(1));
            case "receive-elsewhere" -> new Receive(Receive.elsewhere(Integer.MAX_VALUE));
            case "receive-in-crowd" -> new ReceiveInCrowd();
            case "receive-under-load" -> new ReceiveUnderLoad();
            case "receive-by-hand" -> new ReceiveByHand();
            case "send" -> new Send();
            case "send-by-hand" -> new SendByHand();
            case "receive-fifo" -> new ReceiveFifo();
            case "receive-fifo-bytes" -> new ReceiveFifoBytes();
            case "send-fifo" -> new SendFifo();
            case "round-trip" -> new RoundTrip();
            case "receive-sysv" -> new ReceiveSysv(ReceiveSysv::streamed);
            case "receive-sysv-handed-over" -> new ReceiveSysv(OtherSysvDesigns::handedOver);
            case "receive-sysv-probed" -> new ReceiveSysv(OtherSysvDesigns::probed);
            case "timers" -> new ExpiringTimers();
            case "signal-round-trip" -> new SignalRoundTrip();
            case "exits" -> new Exits();
            case "await-permits" -> new AwaitPermits();
            case "semaphore-calls" -> UncontendedPermits.byCalls();
            case "permit-pairs" -> UncontendedPermits.acquired();
            case "with-permit" -> UncontendedPermits.withWork();
            case "lock-calls" -> UncontendedLocks.byCalls();
            case "lock-pairs" -> UncontendedLocks.acquired();
            case "receive-ring" -> ReceiveRing.copied();
            case "decode-ring" -> ReceiveRing.decoded();
            case "send-ring" -> new SendRing();
            case "await-ring" -> new AwaitRing();
            case "idle-ring" -> new IdleRing();
            case "copy-memory" -> new CopyMemory();
            case "idle" -> new Idle();
            case "idle-ends" -> new IdleEnds();
            default -> throw new IllegalArgumentException("no role is named " + name);
        };
    }
}
