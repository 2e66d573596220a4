package io.sluice.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import io.sluice.reactor.mqueue.NamedPosixMqSender;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.TestQueues;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What properties make, and what they say where they are wrong. */
class SluicePropertiesTest {
    @RegisterExtension
    private final TestQueues queues = new TestQueues();

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SluiceAutoConfiguration.class));

    @Test
    void aQueueIsCreatedAsItIsDescribed() {
        String name = queues.name();
        withQueue(
                        name,
                        "open=open-or-create",
                        "max-messages=3",
                        "max-message-size=128",
                        "mode=0640",
                        "when-unlinked=go-on",
                        "access=read")
                .run(context -> {
                    PosixMessageQueue queue = context.getBean("orders", PosixMessageQueue.class);
                    assertThat(queue.name()).isEqualTo(name);
                    assertThat(queue.maxMessages()).isEqualTo(3);
                    assertThat(queue.maxMessageSize()).isEqualTo(128);
                    assertThat(queue.permissions().mode()).isEqualTo(0640);
                    assertThat(queue.whenUnlinked()).isEqualTo(WhenUnlinked.GO_ON);
                    assertThat(queue.access()).isEqualTo(PosixAccess.READ);
                    assertThat(context).hasSingleBean(PosixMqReceiver.class).doesNotHaveBean(PosixMqSender.class);
                });
    }

    @Test
    void receiversAndSendersFollowTheNameWhereNothingElseIsSet() {
        withQueue(queues.create(4, 64).name()).run(context -> {
            assertThat(context.getBean("ordersReceiver")).isInstanceOf(NamedPosixMqReceiver.class);
            assertThat(context.getBean("ordersSender")).isInstanceOf(NamedPosixMqSender.class);
        });
    }

    @Test
    void anApplicationThatAwaitsItsQueueStartsWithoutIt() {
        withQueue(queues.name(), "await-appearance=true")
                .run(context -> assertThat(context).hasNotFailed().hasBean("ordersReceiver"));
    }

    @Test
    void aBeanOfTheApplicationStays() {
        PosixMessageQueue own = queues.create(4, 64);
        withQueue(queues.name(), "await-appearance=true")
                .withBean("orders", PosixMessageQueue.class, () -> own)
                .run(context -> assertThat(context.getBean("orders")).isSameAs(own));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sluice.queues.orders.name=orders                   | must
                    sluice.queues.orders.access=write-only             | PosixAccess
                    sluice.queues.orders.open=maybe                    | Opening
                    sluice.queues.orders.max-messages=0                | positive
                    sluice.queues.orders.max-messages=many             | many
                    sluice.queues.orders.max-message-size=0            | 1 to 2147483647
                    sluice.queues.orders.max-message-size=4GB          | 1 to 2147483647
                    sluice.queues.orders.mode=416                      | "0640"
                    sluice.queues.orders.mode=0888                     | "0640"
                    sluice.queues.orders.await-appearance=perhaps      | perhaps
                    sluice.queues.orders.when-unlinked=forget          | AfterUnlink
                    sluice.queues.orders.max-in-flight=0               | positive
                    sluice.queues.orders.send-timeout=-1s              | negative
                    sluice.queues.orders.max-mesages=3                 | no such property
                    sluice.queue.orders.name=/orders                   | no such property
                    """)
    void aWrongValueIsOneLineThatNamesTheKey(String property, String reason) {
        String key = property.substring(0, property.indexOf('='));
        application
                .withPropertyValues(
                        "sluice.queues.orders.name=" + queues.create(4, 64).name(), property)
                .run(context -> assertThat(descriptionOf(context.getStartupFailure()))
                        .startsWith(key)
                        .contains(reason)
                        .doesNotContain("\n"));
    }

    @Test
    void eachOfSeveralWrongValuesIsALine() {
        withQueue("orders", "max-messages=-1", "mode=rw", "await-appearance=true", "open=create")
                .run(context -> assertThat(
                                descriptionOf(context.getStartupFailure()).lines())
                        .hasSize(4)
                        .allSatisfy(line -> assertThat(line).startsWith("sluice.queues.orders.")));
    }

    @Test
    void aQueueWithoutANameIsALine() {
        application
                .withPropertyValues("sluice.queues.orders.access=read")
                .run(context -> assertThat(descriptionOf(context.getStartupFailure()))
                        .startsWith("sluice.queues.orders.name: is missing."));
    }

    @Test
    void aQueueThatIsNotThereIsALine() {
        String name = queues.name();
        withQueue(name)
                .run(context -> assertThat(descriptionOf(context.getStartupFailure()))
                        .startsWith("sluice.queues.orders.name=" + name + ": ")
                        .contains("ENOENT")
                        .doesNotContain("\n"));
    }

    @Test
    void valuesAreCheckedWhereTheBeansWereDefinedAheadOfTime() {
        SluiceProperties properties = new Binder(new MapConfigurationPropertySource(
                        Map.of("sluice.queues.orders.name", "/orders", "sluice.queues.orders.mode", "416")))
                .bind("sluice", SluiceProperties.class)
                .get();
        DefaultListableBeanFactory none = new DefaultListableBeanFactory();
        try (EventLoop loop = EventLoop.create("checked")) {
            assertThatExceptionOfType(InvalidPropertiesException.class)
                    .isThrownBy(() -> new SluiceAutoConfiguration()
                            .sluiceIpcRuntime(
                                    properties,
                                    loop,
                                    none.getBeanProvider(MetricsRecorder.class),
                                    none.getBeanProvider(SharedParts.class)))
                    .withMessageStartingWith("sluice.queues.orders.mode=416: ");
        }
    }

    private ApplicationContextRunner withQueue(String name, String... more) {
        return application.withPropertyValues(Stream.concat(Stream.of("name=" + name), Stream.of(more))
                .map(property -> "sluice.queues.orders." + property)
                .toArray(String[]::new));
    }

    /** What Spring Boot prints under "Description". */
    private static String descriptionOf(Throwable failure) {
        FailureAnalysis analysis = new InvalidPropertiesFailureAnalyzer().analyze(failure);
        return (analysis != null ? analysis : new NotOpenedFailureAnalyzer().analyze(failure)).getDescription();
    }
}
