package io.sluice.cli.overview;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object at one moment.
 *
 * @param identity which one
 * @param fill how full it is
 * @param rates what came and went since the look before; null at the first look, or if it is not known
 * @param lastSendTime the time of a System V queue's last send; null for others, or if there was none
 * @param lastReceiveTime the time of its last receive
 * @param holders who has it open or mapped; null for System V queues and semaphores, which nobody opens
 * @param waiters who waits in a call
 */
public record IpcObject(
        ObjectIdentity identity,
        Fill fill,
        @Nullable LeastRates rates,
        @Nullable Instant lastSendTime,
        @Nullable Instant lastReceiveTime,
        @Nullable FoundProcesses holders,
        FoundProcesses waiters) {
    /**
     * How full it is.
     *
     * @return from 0 to 1; -1 if it is not of a kind that gets full, or it is not known
     */
    public double fullness() {
        return identity.kind().fills() ? fill.ratio() : -1;
    }

    IpcObject since(IpcObject before, double seconds) {
        return new IpcObject(
                identity,
                fill,
                LeastRates.between(before, this, seconds),
                lastSendTime,
                lastReceiveTime,
                holders,
                waiters);
    }
}
