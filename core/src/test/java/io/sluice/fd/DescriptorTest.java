package io.sluice.fd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DescriptorTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void saysWhatItIsAndWhetherItIsOpen() {
        PosixMessageQueue queue = queues.create(1, 8);
        Descriptor descriptor = queue.descriptor();
        assertThat(descriptor).isSameAs(queue.descriptor());
        assertThat(descriptor.isOpen()).isTrue();
        assertThat(descriptor.description()).isEqualTo(queue.name());
        queue.close();
        assertThat(descriptor.isOpen()).isFalse();
        assertThat(descriptor.toString()).startsWith(queue.name()).endsWith("closed)");
    }

    /** What changes a descriptor belongs to the package that is not exported. */
    @Test
    void givesNoWayToUseOrCloseIt() {
        assertThat(Stream.of(Descriptor.class.getMethods()).map(Method::getName))
                .containsExactlyInAnyOrder("isOpen", "description");
        assertThat(Stream.<Class<?>>of(TimerFd.class, PosixMessageQueue.class)
                        .flatMap(kind -> Stream.of(kind.getMethods()))
                        .filter(method -> method.getName().equals("descriptor"))
                        .map(Method::getReturnType))
                .containsOnly(Descriptor.class);
    }

    @Test
    void anEventLoopRefusesADescriptorOfAnotherMaker() throws Exception {
        Descriptor foreign = new Descriptor() {
            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public String description() {
                return "made up";
            }
        };
        try (EventLoop loop = EventLoop.create();
                TimerFd timer = TimerFd.create(TimerClock.MONOTONIC)) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            loop.execute(() -> {
                try {
                    // A wrapper around a descriptor of this library is fine; one that is made up is not.
                    loop.register(() -> timer.descriptor(), new Ignored()).cancel();
                    loop.register(() -> foreign, new Ignored());
                    thrown.complete(null);
                } catch (RuntimeException e) {
                    thrown.complete(e);
                }
            });
            Throwable result = thrown.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(result).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not a descriptor of");
        }
    }

    private static final class Ignored implements ReadinessHandler {
        @Override
        public void onReady() {}

        @Override
        public void onClosed(Throwable cause) {}
    }
}
