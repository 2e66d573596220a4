package io.sluice.cli.overview;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What must have come and gone between two looks. The kernel counts no messages: what came and went between the looks leaves no
 * trace in the depth. A System V queue also says when its last send and receive were, so that one of each is known of.
 *
 * @param in how much came at least, in a second
 * @param out how much went at least, in a second
 */
public record LeastRates(double in, double out) {
    /** The rates between two looks, or null if the depth is not known or nothing comes and goes. */
    static @Nullable LeastRates between(IpcObject before, IpcObject now, double seconds) {
        Long depthBefore = before.fill().depth();
        Long depthNow = now.fill().depth();
        if (depthBefore == null
                || depthNow == null
                || seconds <= 0
                || !flows(now.identity().kind())) {
            return null;
        }
        long net = depthNow - depthBefore;
        long in = Math.max(net, changed(before.lastSendTime(), now.lastSendTime()) ? 1 : 0);
        long out = Math.max(-net, changed(before.lastReceiveTime(), now.lastReceiveTime()) ? 1 : 0);
        in = Math.max(in, net + out);
        out = in - net;
        return new LeastRates(in / seconds, out / seconds);
    }

    private static boolean changed(@Nullable Instant before, @Nullable Instant now) {
        return now != null && !now.equals(before);
    }

    /** The size of memory does not flow. */
    private static boolean flows(ObjectKind kind) {
        return kind != ObjectKind.POSIX_MEMORY && kind != ObjectKind.SYSV_MEMORY;
    }
}
