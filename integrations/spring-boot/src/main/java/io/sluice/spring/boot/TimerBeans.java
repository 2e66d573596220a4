package io.sluice.spring.boot;

import io.sluice.reactor.timerfd.TimerReceiver;
import io.sluice.reactor.timerfd.TimerReceiverOptions;
import io.sluice.timerfd.TimerFd;
import java.time.Duration;
import java.util.Objects;

/** Makes the beans of timers. */
final class TimerBeans {
    private final SluiceProperties properties;
    private final IpcRuntime runtime;

    TimerBeans(SluiceProperties properties, IpcRuntime runtime) {
        this.properties = properties;
        this.runtime = runtime;
    }

    TimerFd timer(String beanName) {
        TimerProperties timer = properties.timer(beanName);
        Duration interval = Objects.requireNonNullElse(timer.every(), Duration.ZERO);
        Duration first = Objects.requireNonNullElse(timer.after(), interval);
        return NotOpenedException.naming("sluice.timers." + beanName + ".clock", timer.clock(), () -> {
            TimerFd made = TimerFd.create(timer.clock());
            try {
                made.set(first, interval);
                return made;
            } catch (Throwable refused) {
                made.close();
                throw refused;
            }
        });
    }

    TimerReceiver receiver(String beanName, TimerFd timer) {
        return TimerReceiver.create(
                timer,
                TimerReceiverOptions.create()
                        .eventLoop(runtime.loop())
                        .metrics(runtime.metrics())
                        .missedTicks(properties.timer(beanName).missedTicks()));
    }
}
