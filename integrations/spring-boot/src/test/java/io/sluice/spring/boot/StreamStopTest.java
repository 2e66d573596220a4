package io.sluice.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.reactor.Stoppable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** When an application stops, all that can be stopped does. */
class StreamStopTest {
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SluiceAutoConfiguration.class));

    @Test
    void oneThatFailsToStopDoesNotKeepTheOthersFromIt() {
        Logger logger = Logger.getLogger("io.sluice.spring.boot");
        logger.setFilter(warning -> {
            warnings.add(warning.getMessage());
            return false;
        });
        try {
            application
                    .withBean("first", Stoppable.class, () -> () -> stopped.add("first"))
                    .withBean("failing", Stoppable.class, Failing::new)
                    .withBean("last", Stoppable.class, () -> () -> stopped.add("last"))
                    .run(context -> assertThat(stopped).isEmpty());
        } finally {
            logger.setFilter(null);
        }

        assertThat(stopped).containsExactly("first", "last");
        assertThat(warnings).containsExactly("one that fails could not be stopped.");
    }

    private static final class Failing implements Stoppable {
        @Override
        public void stop() {
            throw new IllegalStateException("not now");
        }

        @Override
        public String toString() {
            return "one that fails";
        }
    }
}
