package io.sluice.reactor.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.DecodeException;
import io.sluice.reactor.Probe;
import io.sluice.reactor.TwoThreads;
import io.sluice.reactor.codec.Undecodable;
import io.sluice.reactor.codec.WhenUndecodable;
import io.sluice.testing.Bounds;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

/** The end of a dead letter and a signal of the subscriber at the same moment: no message is lost, and none is there twice. */
class DeadLetterRaceTest {
    /** The first message of each stream, and the only one that cannot be decoded. */
    private static final int BAD = 0;

    @RegisterExtension
    final TwoThreads threads = new TwoThreads();

    /** A stream of five messages, of which the first one is on its way to a destination that the test ends. */
    private static final class Round {
        private final AtomicInteger taken = new AtomicInteger();
        private final Letter letter = new Letter();
        private final Probe<Integer> probe;
        private volatile Thread deliverer;

        private Round(long demand) {
            Flux<Integer> source = Flux.range(BAD, 5).doOnNext(message -> taken.incrementAndGet());
            WhenUndecodable<Integer> letters = WhenUndecodable.deadLetter(bad -> letter);
            probe = Probe.of(
                    Decoding.handle(source, Round::decode, letters),
                    demand,
                    (me, message) -> deliverer = Thread.currentThread());
            assertThat(taken).hasValue(1);
        }

        private static Object decode(Integer message) {
            return message == BAD
                    ? new Undecodable<>(message, new DecodeException("receive", "the source", "bad", new byte[0], null))
                    : message;
        }
    }

    /** A send: it arrives or is cancelled, whichever comes first. What it does to its subscriber then is another step. */
    private static final class Letter implements Publisher<Void>, Subscription {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicReference<Subscriber<? super Void>> subscriber = new AtomicReference<>();

        @Override
        public void subscribe(Subscriber<? super Void> given) {
            subscriber.set(given);
            given.onSubscribe(this);
        }

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {
            ended.set(true);
        }

        void arrive() {
            if (ended.compareAndSet(false, true)) {
                subscriber.get().onComplete();
            }
        }

        void fail() {
            if (ended.compareAndSet(false, true)) {
                subscriber.get().onError(new IllegalStateException("refused"));
            }
        }
    }

    @Test
    void aCancelMeetsTheArrivalOfALetter() {
        threads.rounds("discarded", () -> {
            Round round = new Round(1);
            threads.race(round.probe::cancel, round.letter::arrive);
            List<Object> discarded = round.probe.discarded();
            assertThat(discarded).doesNotHaveDuplicates();
            // The letter has arrived, and then the message behind it was taken or not; or it was cancelled.
            assertThat(round.taken.get() - 1)
                    .isEqualTo(round.probe.received().size() + discarded.size() - lettersIn(discarded));
            assertThat(round.probe.hasEnded()).isFalse();
            return lettersIn(discarded) == 1;
        });
    }

    private static int lettersIn(List<Object> discarded) {
        return discarded.contains(BAD) ? 1 : 0;
    }

    @Test
    void aCancelMeetsTheRefusalOfALetter() {
        threads.rounds("discarded", () -> {
            Round round = new Round(1);
            threads.race(round.probe::cancel, round.letter::fail);
            assertThat(round.taken).hasValue(1);
            assertThat(round.probe.received()).isEmpty();
            boolean discarded = round.probe.discarded().equals(List.of(BAD));
            assertThat(round.probe.discarded()).hasSize(discarded ? 1 : 0);
            assertThat(round.probe.ends()).isEqualTo(discarded ? 0 : 1); // the error has the message
            return discarded;
        });
    }

    @Test
    void aRequestMeetsTheArrivalOfALetter() {
        threads.rounds("delivered here", () -> {
            Round round = new Round(1);
            threads.race(() -> round.probe.request(2), round.letter::arrive);
            Bounds.awaitSpinning("all that was asked for", () -> round.probe.receivedCount() == 3);
            assertThat(round.probe.received()).containsExactly(1, 2, 3);
            assertThat(round.taken).hasValue(4);
            assertThat(round.probe.discarded()).isEmpty();
            return Thread.currentThread().equals(round.deliverer);
        });
    }

    @Test
    void aRequestMeetsTheRefusalOfALetter() {
        threads.rounds("refused", () -> {
            Round round = new Round(1);
            threads.race(() -> round.probe.request(2), round.letter::fail);
            round.probe.awaitEndSpinning();
            assertThat(round.probe.error()).hasMessageContaining("bad");
            assertThat(round.probe.received()).isEmpty();
            assertThat(round.taken).hasValue(1);
            assertThat(round.probe.ends()).isEqualTo(1);
            return true;
        });
    }

    /** A source that gives what the test says, whatever it was asked for. */
    private static final class ByHand implements Subscription {
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicReference<Subscriber<? super Integer>> subscriber = new AtomicReference<>();
        private final Letter letter = new Letter();
        private final Probe<Object> probe;

        private ByHand() {
            Publisher<Integer> source = given -> {
                subscriber.set(given);
                given.onSubscribe(this);
            };
            probe = Probe.of(
                    Decoding.handle(Flux.from(source), Round::decode, WhenUndecodable.deadLetter(bad -> letter)), 1);
        }

        @Override
        public void request(long n) {
            asked.incrementAndGet();
        }

        @Override
        public void cancel() {}

        void giveBad() {
            subscriber.get().onNext(BAD);
        }

        void end() {
            subscriber.get().onComplete();
        }
    }

    @Test
    void aCancelMeetsTheSendOfALetter() {
        threads.rounds("sent before", () -> {
            ByHand source = new ByHand();
            threads.race(source.probe::cancel, source::giveBad);
            boolean sent = source.letter.subscriber.get() != null;
            assertThat(source.letter.ended.get())
                    .as("a letter that was sent is cancelled")
                    .isEqualTo(sent);
            assertThat(source.probe.discarded()).containsExactly(BAD);
            assertThat(source.probe.hasEnded()).isFalse();
            return sent;
        });
    }

    @Test
    void theEndOfTheSourceMeetsTheArrivalOfALetter() {
        threads.rounds("rounds", () -> {
            ByHand source = new ByHand();
            source.giveBad();
            threads.race(source::end, source.letter::arrive);
            source.probe.awaitEndSpinning();
            assertThat(source.probe.error()).isNull();
            assertThat(source.probe.ends()).isEqualTo(1);
            return true;
        });
    }

    @Test
    void theEndOfTheSourceMeetsTheRefusalOfALetter() {
        threads.rounds("rounds", () -> {
            ByHand source = new ByHand();
            source.giveBad();
            threads.race(source::end, source.letter::fail);
            source.probe.awaitEndSpinning();
            assertThat(source.probe.error()).hasMessageContaining("bad");
            assertThat(source.probe.ends()).isEqualTo(1);
            return true;
        });
    }

    @Test
    void aRequestMeetsTheSendOfALetter() {
        threads.rounds("rounds", () -> {
            ByHand source = new ByHand();
            threads.race(() -> source.probe.request(1), source::giveBad);
            assertThat(source.asked).hasValue(1); // the next message waits until the letter has arrived
            source.letter.arrive();
            assertThat(source.asked).hasValue(2);
            return true;
        });
    }

    @Test
    void aRequestMeetsALetterThatIsTheLastMessage() {
        threads.rounds("rounds", () -> {
            ByHand source = new ByHand();
            threads.race(() -> source.probe.request(1), () -> {
                source.giveBad();
                source.end();
            });
            assertThat(source.probe.hasEnded()).isFalse();
            source.letter.arrive();
            assertThat(source.probe.hasEnded()).isTrue();
            assertThat(source.asked).hasValue(1);
            return true;
        });
    }
}
