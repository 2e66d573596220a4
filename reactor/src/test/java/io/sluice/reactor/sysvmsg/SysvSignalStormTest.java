package io.sluice.reactor.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.WakeSignal;
import io.sluice.junit.RunningProgram;
import io.sluice.reactor.OutboundMessage;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.SysvTestQueues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The signal that interrupts threads, sent by somebody else to every thread of the JVM, while streams run. */
class SysvSignalStormTest {
    private static final int STREAMS = 4;
    private static final int MESSAGES = 2000;
    private static final Duration BOUND = Duration.ofMinutes(1);

    @Test
    void aStormOfTheSignalReachesNoSubscriber() {
        CProgram.requireCompiler();
        try (RunningProgram jvm = new ForkedJvm().start(Streams.class)) {
            String[] signal = jvm.line().split(" ", -1);
            try (RunningProgram storm = CProgram.of("signal_storm").start(jvm.pid(), signal[1])) {
                storm.awaitLine("storming");
                RunningProgram.Exit exit = jvm.awaitExit(BOUND);
                assertThat(exit.output()).endsWith("all arrived\n");
                assertThat(exit.status()).isZero();
                assertThat(storm.isAlive() || storm.awaitExit(Bounds.WITH_START).status() == 0)
                        .isTrue();
            }
        }
    }

    /** Runs in the other JVM: sends through queues that are nearly always full or empty, so that both sides wait. */
    static final class Streams {
        private Streams() {}

        public static void main(String[] arguments) {
            System.out.println("signal " + WakeSignal.installed().number());
            try (SysvTestQueues queues = new SysvTestQueues()) {
                List<Mono<Long>> streams = new ArrayList<>();
                for (int i = 0; i < STREAMS; i++) {
                    streams.add(stream(queues.create(64)));
                }
                Long arrived = Flux.merge(streams).reduce(0L, Long::sum).block(BOUND);
                if (arrived == null || arrived != STREAMS * (long) MESSAGES) {
                    throw new AssertionError(arrived + " messages arrived");
                }
            }
            System.out.println("all arrived");
        }

        private static Mono<Long> stream(SysvMessageQueue queue) {
            Mono<Long> received = SysvMqReceiver.create(queue)
                    .receive(TypeSelector.any())
                    .take(MESSAGES)
                    .count();
            Mono<Long> sent = SysvMqSender.create(queue)
                    .send(Flux.range(1, MESSAGES).map(i -> OutboundMessage.create(SysvMessage.of(i, new byte[40]), i)))
                    .then(Mono.empty());
            return Flux.merge(received, sent).single();
        }
    }
}
