package io.sluice.spring.boot;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.SenderOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all receivers and senders of the application share.
 *
 * @param loop where they wait and emit
 * @param metrics what records metrics of them
 */
record IpcRuntime(EventLoop loop, MetricsRecorder metrics) {
    /** The options of a sender, where a property that is not set leaves the default. */
    SenderOptions sending(@Nullable Integer maxInFlight, @Nullable Duration timeout) {
        SenderOptions options = SenderOptions.create().eventLoop(loop).metrics(metrics);
        if (maxInFlight != null) {
            options = options.maxInFlight(maxInFlight);
        }
        return timeout == null ? options : options.sendTimeout(timeout);
    }
}
