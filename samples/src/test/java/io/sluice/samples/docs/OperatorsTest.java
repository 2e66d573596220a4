package io.sluice.samples.docs;

import static kotlinx.coroutines.flow.FlowKt.buffer;
import static kotlinx.coroutines.reactive.ReactiveFlowKt.asFlow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.Bounds;
import io.sluice.testing.MarkdownFile;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kotlinx.coroutines.channels.BufferOverflow;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.reactor.ReactorFlowKt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** The table of docs/operators.md says what a queue really loses to each operator. */
class OperatorsTest {
    private static final Path SOURCE = Path.of("src/test/java/io/sluice/samples/docs/OperatorsTest.java");
    private static final Pattern ROW = Pattern.compile("\\| `(.+?)` \\| (\\d+|all) \\|.*");
    private static final Pattern CASE = Pattern.compile("case \"(.+)\" ->\\s*(?:messages\\.)?([^;]+);");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration INSTANT = Duration.ofMillis(20);
    private static final int QUEUE = 10;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue full = queues.create(QUEUE, 16);
    private final PosixMqSender sender = PosixMqSender.create(full);
    private final Flux<PosixMessage> others = Flux.never();

    @ParameterizedTest
    @MethodSource("rows")
    void asManyLeaveTheQueueAsThePageSays(String operator, long said) {
        while (full.trySend(PosixMessage.ofText("filler"))) {
            assertThat(full.isOpen()).isTrue();
        }
        try (InHand inHand = new InHand(queues)) {
            assertThat(inHand.behind(messages -> behind(messages, operator, inHand.scheduler())))
                    .isEqualTo(said);
        }
    }

    @Test
    void whatIsMeasuredIsWhatThePageShows() throws IOException {
        List<MatchResult> cases =
                CASE.matcher(Files.readString(SOURCE)).results().toList();

        assertThat(cases)
                .filteredOn(each -> !each.group(2).startsWith("collected(")) // Kotlin, as Java calls it
                .allSatisfy(each -> assertThat(each.group(2).replaceAll("\\s+", ""))
                        .isEqualTo(each.group(1).replaceAll("\\s+", "")));
        assertThat(cases.stream().map(each -> each.group(1)))
                .containsExactlyElementsOf(
                        rows().map(row -> (String) row.get()[0]).toList());
    }

    static Stream<Arguments> rows() {
        return MarkdownFile.of("docs/operators.md").prose().stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> arguments(
                        row.group(1), row.group(2).equals("all") ? InHand.ALL : Long.parseLong(row.group(2))));
    }

    private Publisher<?> behind(Flux<PosixMessage> messages, String operator, Scheduler scheduler) {
        return switch (operator) {
            case "map(this::read)" -> messages.map(this::read);
            case "concatMap(this::work)" -> messages.concatMap(this::work);
            case "concatMap(this::atOnce)" -> messages.concatMap(this::atOnce);
            case "concatMap(this::work, 1)" -> messages.concatMap(this::work, 1);
            case "flatMap(this::work)" -> messages.flatMap(this::work);
            case "flatMap(this::work, 4)" -> messages.flatMap(this::work, 4);
            case "flatMap(this::atOnce, 4)" -> messages.flatMap(this::atOnce, 4);
            case "flatMapSequential(this::work, 4)" -> messages.flatMapSequential(this::work, 4);
            case "switchMap(this::work)" -> messages.switchMap(this::work);
            case "filterWhen(this::check)" -> messages.filterWhen(this::check);
            case "filterWhen(this::check, 1)" -> messages.filterWhen(this::check, 1);
            case "delayElements(DAY)" -> messages.delayElements(DAY);
            case "subscribeOn(scheduler)" -> messages.subscribeOn(scheduler);
            case "publishOn(scheduler)" -> messages.publishOn(scheduler);
            case "publishOn(scheduler, 1)" -> messages.publishOn(scheduler, 1);
            case "publishOn(scheduler).limitRate(1)" ->
                messages.publishOn(scheduler).limitRate(1);
            case "parallel(2).runOn(scheduler)" -> messages.parallel(2).runOn(scheduler);
            case "buffer(5)" -> messages.buffer(5);
            case "bufferTimeout(5, DAY)" -> messages.bufferTimeout(5, DAY);
            case "bufferTimeout(5, DAY, true)" -> messages.bufferTimeout(5, DAY, true);
            case "window(5)" -> messages.window(5);
            case "groupBy(PosixMessage::priority)" -> messages.groupBy(PosixMessage::priority);
            case "zipWith(others)" -> messages.zipWith(others);
            case "zipWith(others, 1, (one, other) -> one)" -> messages.zipWith(others, 1, (one, other) -> one);
            case "mergeWith(others)" -> messages.mergeWith(others);
            case "Flux.merge(1, messages, others)" -> Flux.merge(1, messages, others);
            case "share()" -> messages.share();
            case "publish(1).refCount()" -> messages.publish(1).refCount();
            case "onBackpressureBuffer()" -> messages.onBackpressureBuffer();
            case "sample(DAY)" -> messages.sample(DAY);
            case "limitRate(8).flatMap(this::work)" -> messages.limitRate(8).flatMap(this::work);
            case "asFlow()" -> collected(asFlow(messages));
            case "asFlow().buffer(0)" -> collected(buffer(asFlow(messages), 0, BufferOverflow.SUSPEND));
            case "map(this::answer).as(sender::send)" ->
                messages.map(this::answer).as(sender::send);
            case "map(this::answer).as(sender::send).then()" ->
                messages.map(this::answer).as(sender::send).then();
            default -> throw new AssertionError("docs/operators.md has a row that is not measured: " + operator);
        };
    }

    @Test
    void aTimedBufferFailsASlowSubscriberUnlessItIsFair() {
        PosixMessageQueue queue = queues.create(QUEUE, 16);
        Flux<PosixMessage> messages = PosixMqReceiver.create(queue).receive();
        PosixMessage message = PosixMessage.ofText("m");

        StepVerifier.create(messages.bufferTimeout(5, INSTANT), 1)
                .then(() -> queue.trySend(message))
                .expectNext(List.of(message))
                .then(() -> queue.trySend(message))
                .expectErrorMatches(Exceptions::isOverflow)
                .verify(Bounds.SOON);
        StepVerifier.create(messages.bufferTimeout(5, INSTANT, true), 1)
                .then(() -> queue.trySend(message))
                .expectNext(List.of(message))
                .then(() -> queue.trySend(message))
                .expectNoEvent(INSTANT.multipliedBy(5))
                .thenRequest(1)
                .expectNext(List.of(message))
                .thenCancel()
                .verify(Bounds.SOON);
    }

    @Test
    void thePagesOwnCodeTakesWhatIsInWork() {
        assertThat(takenBy(messages -> OperatorsSnippets.oneByOne(messages, message -> Mono.never())))
                .isEqualTo(1);
        assertThat(takenBy(messages -> OperatorsSnippets.fourAtATime(messages, message -> Mono.never())))
                .isEqualTo(4);
        assertThat(takenBy(messages -> OperatorsSnippets.inBatches(messages, batch -> Mono.never())))
                .isEqualTo(200);
    }

    @Test
    void anErrorOfTheStreamCancelsWhatIsInWorkUnlessItIsAnElement() {
        assertThat(finishedBesideAnError(OperatorsSnippets::oneByOne)).isFalse();
        assertThat(finishedBesideAnError(OperatorsSnippets::finishingWhatIsInWork))
                .isTrue();
    }

    @Test
    void anErrorOfTheWorkIsNotDelayed() {
        StepVerifier.create(OperatorsSnippets.finishingWhatIsInWork(
                        Flux.just(PosixMessage.ofText("bad"), PosixMessage.ofText("next")),
                        message -> message.text().equals("bad")
                                ? Mono.error(new IllegalStateException(message.text()))
                                : Mono.just(message.text())))
                .verifyErrorMessage("bad");
    }

    private static boolean finishedBesideAnError(
            BiFunction<Flux<PosixMessage>, OperatorsSnippets.Work, Flux<String>> pipeline) {
        TestPublisher<PosixMessage> messages = TestPublisher.create();
        Sinks.One<String> work = Sinks.one();
        AtomicBoolean finished = new AtomicBoolean();
        StepVerifier.create(pipeline.apply(
                                messages.flux(), message -> work.asMono().doOnSuccess(result -> finished.set(true)))
                        .then())
                .then(() -> messages.next(PosixMessage.ofText("in work")).error(new IllegalStateException("gone")))
                .then(() -> work.tryEmitValue("done"))
                .verifyErrorMessage("gone");
        return finished.get();
    }

    private long takenBy(Function<Flux<PosixMessage>, Publisher<?>> pipeline) {
        try (InHand inHand = new InHand(queues)) {
            return inHand.behind(pipeline);
        }
    }

    /** A collector that wants one element. */
    private static <T> Flux<T> collected(Flow<T> flow) {
        return ReactorFlowKt.asFlux(flow);
    }

    private String read(PosixMessage message) {
        return message.text();
    }

    private Mono<PosixMessage> work(PosixMessage message) {
        return Mono.never();
    }

    private Mono<PosixMessage> atOnce(PosixMessage message) {
        return Mono.just(message);
    }

    private Mono<Boolean> check(PosixMessage message) {
        return Mono.never();
    }

    private OutboundMessage<PosixMessage, Integer> answer(PosixMessage message) {
        return OutboundMessage.create(message, message.priority());
    }
}
