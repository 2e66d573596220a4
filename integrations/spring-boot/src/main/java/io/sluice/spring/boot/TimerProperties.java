package io.sluice.spring.boot;

import io.sluice.reactor.timerfd.MissedTicks;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import io.sluice.timerfd.TimerSetting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A timer, which is set when its bean is made.
 *
 * @param clock Clock that the timer uses.
 * @param every Period of the timer. It expires once where not set.
 * @param after How long until it expires for the first time. One period where not set.
 * @param missedTicks What becomes of expirations for which there was no demand.
 */
record TimerProperties(
        @DefaultValue("monotonic") TimerClock clock,
        @Nullable Duration every,
        @Nullable Duration after,
        @DefaultValue("coalesce") MissedTicks missedTicks)
        implements IpcProperties {

    @Override
    public void check(PropertyProblems problems) {
        if (every == null && after == null) {
            problems.missing("every", "Give a period, a delay (after), or both.");
        }
        if (every != null && (every.isNegative() || every.isZero())) {
            problems.add("every", every, "must be longer than zero.");
        }
        if (after != null && after.isNegative()) {
            problems.add("after", after, "must not be negative.");
        }
    }

    @Override
    public void define(String beanName, IpcBeanDefinitions definitions) {
        definitions.define(beanName, TimerBeans.class, "timer", beanName);
        definitions.defineWith(beanName, beanName + "Receiver", TimerBeans.class, "receiver", beanName);
    }

    @Override
    public Map<String, Object> look(String beanName, BeanFactory beans) {
        TimerSetting setting = beans.getBean(beanName, TimerFd.class).setting();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("clock", clock.toString());
        details.put("remaining", setting.remaining().toString());
        details.put("interval", setting.interval().toString());
        return details;
    }
}
