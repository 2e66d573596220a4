package io.sluice.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.QueueRemovedException;
import io.sluice.junit.RunningProgram;
import io.sluice.pipe.Fifo;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.reactor.ring.RingSender;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.reactor.timerfd.TimerReceiver;
import io.sluice.ring.Ring;
import io.sluice.ring.RingMessage;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestRings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The kinds besides POSIX message queues, from properties alone. */
class OtherKindsTest {
    @RegisterExtension
    private final SysvTestQueues sysvQueues = new SysvTestQueues();

    @RegisterExtension
    private final TestRings rings = new TestRings();

    @TempDir
    private Path folder;

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SluiceAutoConfiguration.class));

    @Test
    void aSystemVQueueByItsKey() {
        SysvMessageQueue peer = sysvQueues.create();
        String key = String.format("0x%08x", peer.key().value());
        with("system-v-queues.jobs", "key=" + key).run(context -> {
            context.getBean("jobsSender", SysvMqSender.class)
                    .send(SysvMessage.ofText(3, "a job"))
                    .block(Bounds.SOON);
            assertThat(context.getBean("jobsReceiver", SysvMqReceiver.class)
                            .receive(TypeSelector.only(3))
                            .map(SysvMessage::text)
                            .blockFirst(Bounds.SOON))
                    .isEqualTo("a job");
        });
    }

    @Test
    void aSystemVQueueByPathAndProjectIsCreated() throws IOException {
        Path file = Files.createFile(folder.resolve("jobs"));
        with("system-v-queues.jobs", "path=" + file, "project-id=65", "open=create", "mode=0640")
                .run(context -> {
                    SysvMessageQueue queue = sysvQueues.closing(context.getBean("jobs", SysvMessageQueue.class));
                    try {
                        assertThat(queue.key()).isEqualTo(IpcKey.ofPath(file, 'A'));
                        assertThat(queue.status().permissions().mode()).isEqualTo(0640);
                    } finally {
                        queue.remove();
                    }
                });
    }

    @Test
    void aSystemVQueueThatWasRemovedIsDown() {
        SysvMessageQueue peer = sysvQueues.create();
        with("system-v-queues.jobs", "id=" + peer.id()).run(context -> {
            IpcStates states = context.getBean(IpcStates.class);
            assertThat(states.all().get("system-v-queues.jobs").problem()).isNull();
            peer.remove();
            assertThat(states.all().get("system-v-queues.jobs").problem())
                    .contains("msgctl")
                    .isEqualTo(problemOf(context.getBean("jobs", SysvMessageQueue.class)));
        });
    }

    private static String problemOf(SysvMessageQueue removed) {
        try {
            removed.status();
            return "none";
        } catch (QueueRemovedException e) {
            return e.getMessage();
        }
    }

    @Test
    void linesGoThroughAFifo() {
        Path fifo = folder.resolve("log");
        with("fifos.log", "path=" + fifo, "access=read", "open=create")
                .run(reading -> with("fifos.log", "path=" + fifo, "access=write")
                        .run(writing -> {
                            writing.getBean("logSender", PipeSender.class)
                                    .send("a line\n")
                                    .block(Bounds.SOON);
                            PipeReceiver<?> lines = reading.getBean("logReceiver", PipeReceiver.class);
                            assertThat(lines.receive().blockFirst(Bounds.SOON)).isEqualTo("a line");
                            assertThat(reading.getBean(IpcStates.class)
                                            .all()
                                            .get("fifos.log")
                                            .details())
                                    .containsKey("maxBytes");
                        }));
        Fifo.remove(fifo);
    }

    @Test
    void aFifoThatTheOtherSideHasMadeIsOpenedWithItsModeUnlessAnotherIsAskedFor() {
        Path fifo = folder.resolve("log");
        Fifo.create(fifo, 0660);
        with("fifos.log", "path=" + fifo, "access=read", "open=open-or-create")
                .run(context -> assertThat(context.getStartupFailure()).isNull());
        assertThat(Fifo.info(fifo).mode()).isEqualTo(0660);
        with("fifos.log", "path=" + fifo, "access=read", "open=open-or-create", "mode=0600")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("Asked for: mode 0600. Found: a FIFO with mode 0660"));
    }

    @Test
    void aLookAtAFifoToWriteToDoesNotLetItsOtherWritersGoOn() {
        Path fifo = folder.resolve("log");
        Fifo.create(fifo);
        try (RunningProgram writer =
                RunningProgram.start(List.of("sh", "-c", "echo opens; echo a line > " + fifo + "; echo went on"))) {
            assertThat(writer.line()).isEqualTo("opens");
            with("fifos.log", "path=" + fifo, "access=write").run(context -> {
                for (int look = 0; look < 100; look++) {
                    assertThat(context.getBean(IpcStates.class)
                                    .all()
                                    .get("fifos.log")
                                    .problem())
                            .isNull();
                }
            });
            try (RunningProgram reader = RunningProgram.start(List.of("cat", fifo.toString()))) {
                assertThat(reader.line()).isEqualTo("a line");
            }
            assertThat(writer.line()).isEqualTo("went on");
        }
        with("fifos.log", "path=" + folder, "access=write")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("EINVAL"));
    }

    @Test
    void aTimerExpires() {
        with("timers.heartbeat", "every=5ms")
                .run(context -> assertThat(context.getBean("heartbeatReceiver", TimerReceiver.class)
                                .expirations()
                                .blockFirst(Bounds.SOON)
                                .count())
                        .isPositive());
    }

    @Test
    void aRingBetweenTwoApplications() {
        String name = rings.name();
        with("rings.prices", "name=" + name, "access=read", "open=create", "capacity=4KB")
                .run(reading -> with("rings.prices", "name=" + name, "access=write")
                        .run(writing -> {
                            writing.getBean("pricesSender", RingSender.class)
                                    .send(RingMessage.ofText(1, "a price"))
                                    .block(Bounds.SOON);
                            assertThat(reading.getBean("pricesReceiver", RingReceiver.class)
                                            .receive()
                                            .map(RingMessage::text)
                                            .blockFirst(Bounds.SOON))
                                    .isEqualTo("a price");
                            assertThat(reading.getBean("prices", Ring.class).capacity())
                                    .isEqualTo(4096);
                            assertThat(writing.getBean(IpcStates.class)
                                            .all()
                                            .get("rings.prices")
                                            .details())
                                    .containsEntry(
                                            "consumer", ProcessHandle.current().pid());
                        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    system-v-queues.jobs.key=jobs         | access=read          | such as 1234
                    system-v-queues.jobs.key=             | access=read          | is missing
                    system-v-queues.jobs.project-id=0     | path=/tmp            | from 1 to 255
                    system-v-queues.jobs.project-id=      | path=/tmp            | is missing
                    system-v-queues.jobs.id=7             | open=create          | existing
                    system-v-queues.jobs.max-bytes=8GB    | key=1234             | 4
                    system-v-queues.jobs.mode=7777        | key=1234             | "0640"
                    system-v-queues.jobs.max-in-flight=0  | key=1234             | positive
                    fifos.log.access=both                 | path=/tmp/log        | FifoAccess
                    fifos.log.access=                     | path=/tmp/log        | is missing
                    fifos.log.path=                       | access=read          | is missing
                    fifos.log.prefix-bytes=3              | path=/l,access=read  | 1, 2 or 4
                    fifos.log.record-size=                | path=/l,access=read,framing=fixed | is missing
                    fifos.log.send-timeout=-1s            | path=/l,access=write | negative
                    timers.heartbeat.every=0s             | after=1s             | longer than zero
                    timers.heartbeat.every=               | clock=boottime       | is missing
                    timers.heartbeat.after=-1s            | every=1s             | negative
                    timers.heartbeat.clock=sundial        | every=1s             | TimerClock
                    rings.prices.name=prices              | access=read          | must
                    rings.prices.capacity=5000B           | name=/p,access=read  | power of two
                    rings.prices.access=                  | name=/p              | is missing
                    rings.prices.spin=-1s                 | name=/p,access=read  | negative
                    rings.prices.send-timeout=-1s         | name=/p,access=write | negative
                    """)
    void aWrongValueIsOneLineThatNamesTheKey(String property, String others, String reason) {
        String key = "sluice." + property.substring(0, property.indexOf('='));
        String object = key.substring("sluice.".length(), key.lastIndexOf('.'));
        ApplicationContextRunner wrong = with(object, others.split(",", -1));
        if (!property.endsWith("=")) {
            wrong = wrong.withPropertyValues("sluice." + property);
        }
        wrong.run(context -> assertThat(new InvalidPropertiesFailureAnalyzer()
                        .analyze(context.getStartupFailure())
                        .getDescription())
                .startsWith(key)
                .contains(reason)
                .doesNotContain("\n"));
    }

    @Test
    void aNameOfTwoObjectsIsALine() {
        with("timers.orders", "every=1s")
                .withPropertyValues("sluice.rings.orders.name=/r", "sluice.rings.orders.access=read")
                .run(context -> assertThat(new InvalidPropertiesFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .isEqualTo("sluice.rings.orders: sluice.timers.orders has the same name."));
    }

    @Test
    void aBeanOfTwoObjectsIsALine() {
        with("timers.orders", "every=1s")
                .withPropertyValues("sluice.rings.ordersReceiver.name=/r", "sluice.rings.ordersReceiver.access=read")
                .run(context -> assertThat(new InvalidPropertiesFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .isEqualTo(
                                "sluice.rings.ordersReceiver: sluice.timers.orders has a bean ordersReceiver, too."));
    }

    @Test
    void aNameThatOnlyLooksLikeABeanOfAnotherOneIsFree() {
        with("timers.orders", "every=1s")
                .withPropertyValues("sluice.timers.ordersSender.every=1s")
                .run(context -> assertThat(context).hasNotFailed().hasBean("ordersSenderReceiver"));
    }

    private ApplicationContextRunner with(String object, String... properties) {
        return application.withPropertyValues(Stream.of(properties)
                .map(property -> "sluice." + object + "." + property)
                .toArray(String[]::new));
    }
}
