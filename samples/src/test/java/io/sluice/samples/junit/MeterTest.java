package io.sluice.samples.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.CProgram;
import io.sluice.junit.CSource;
import io.sluice.junit.IpcNamespace;
import io.sluice.junit.JavaProgram;
import io.sluice.junit.LinuxIpc;
import io.sluice.junit.MainClass;
import io.sluice.junit.Permits;
import io.sluice.junit.QueueShape;
import io.sluice.junit.RunningProgram;
import io.sluice.junit.Sysctl;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.semaphore.PosixSemaphore;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

@LinuxIpc
class MeterTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    @Test
    void theReadingsOfTheMeterArrive(
            @QueueShape(maxMessages = 4, maxMessageSize = 16) PosixMessageQueue queue,
            @CSource("meter.c") CProgram meter) {
        RunningProgram running = meter.start(queue.name(), 100);

        StepVerifier.create(PosixMqReceiver.create(queue).receive().map(PosixMessage::text))
                .expectNext("reading 1", "reading 2")
                .expectNextCount(97)
                .expectNext("reading 100")
                .thenCancel()
                .verify(BOUND);
        assertThat(running.awaitExit(BOUND).status()).isZero();
    }

    @Test
    void oneJvmAtATimeReadsTheMeter(
            @Permits(1) PosixSemaphore meter, @MainClass(MeterReader.class) JavaProgram reader) {
        RunningProgram other = reader.start(meter.name());
        other.awaitLine("reading the meter");
        assertThat(meter.tryWait()).isFalse();

        other.say("enough");
        assertThat(other.awaitExit(BOUND).status()).isZero();
        assertThat(meter.tryWait()).isTrue();
    }

    @Test
    void aNightOfReadingsHasRoomInALongQueue(
            @Sysctl("fs.mqueue.msg_max=1000") IpcNamespace namespace,
            @MainClass(NightQueue.class) JavaProgram night,
            @CSource("meter.c") CProgram meter) {
        assertThat(night.in(namespace).start().awaitExit(BOUND).status()).isZero();
        assertThat(meter.in(namespace).start("/night", 1000).awaitExit(BOUND).status())
                .isZero();
    }
}
