package io.sluice.reactor.internal.queue;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A stream of sends: each message that the publisher gives is sent or discarded, and none is sent behind a cancel. */
public class SendSubscriptionStress {
    private SendSubscriptionStress() {}

    /** What becomes of the only message: sends behind the return of a cancel, and how often it was sent or discarded. */
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "sent before, or discarded")
    @Outcome(id = "1, .*", expect = FORBIDDEN, desc = "sent when a cancel had returned")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "lost, and no discard hook knows")
    @Outcome(id = "0, 2", expect = FORBIDDEN, desc = "sent and discarded")
    static final class OneMessage {
        private OneMessage() {}
    }

    @JCStressTest
    @JCStressMeta(OneMessage.class)
    @Description(
            "A message comes while the stream is cancelled: sends behind the cancel, and what became of the message.")
    @State
    public static class MessageAndCancel extends StressedStream {
        private int sentAtTheReturn;

        public MessageAndCancel() {
            super(1);
        }

        @Actor
        public void publish() {
            message();
        }

        @Actor
        public void end() {
            sentAtTheReturn = cancel();
        }

        @Arbiter
        public void count(II_Result result) {
            settle();
            result.r1 = sent.get() - sentAtTheReturn;
            result.r2 = accounted();
        }
    }

    @JCStressTest
    @JCStressMeta(OneMessage.class)
    @Description(
            "A message has just come when two threads cancel: sends behind either cancel, and what became of the message.")
    @State
    public static class CancelAndCancel extends StressedStream {
        private int sentAtTheFirstReturn;
        private int sentAtTheSecondReturn;

        public CancelAndCancel() {
            super(1);
        }

        @Actor
        public void publishThenCancel() {
            message();
            sentAtTheFirstReturn = cancel();
        }

        @Actor
        public void end() {
            sentAtTheSecondReturn = cancel();
        }

        @Arbiter
        public void count(II_Result result) {
            settle();
            boolean behind = sent.get() != sentAtTheFirstReturn || sent.get() != sentAtTheSecondReturn;
            result.r1 = behind ? 1 : 0;
            result.r2 = accounted();
        }
    }

    @JCStressTest
    @Description("A message comes while another result is asked for: sent, and asked of the publisher.")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the message was sent, and the next one is asked for")
    @Outcome(id = "0, .*", expect = FORBIDDEN, desc = "the message was not sent")
    @Outcome(id = ".*, [013]", expect = FORBIDDEN, desc = "a demand was forgotten, or passed on twice")
    @State
    public static class MessageAndRequest extends StressedStream {
        public MessageAndRequest() {
            super(1);
        }

        @Actor
        public void publish() {
            message();
        }

        @Actor
        public void ask() {
            request(1);
        }

        @Arbiter
        public void count(II_Result result) {
            settle();
            result.r1 = sent.get();
            result.r2 = asked();
        }
    }

    @JCStressTest
    @Description("Messages and their end come while the first ones have their results: results, completions.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "each has its result, and the stream completes once")
    @Outcome(id = ".*, 0", expect = FORBIDDEN, desc = "the end of the messages was forgotten")
    @Outcome(id = "[01], .*", expect = FORBIDDEN, desc = "the stream has ended before the last result")
    @State
    public static class MessageAndResult extends StressedStream {
        public MessageAndResult() {
            super(2);
        }

        @Actor
        public void publish() {
            message();
            message();
            complete();
        }

        @Actor
        public void ask() {
            request(1);
        }

        @Arbiter
        public void count(II_Result result) {
            settle();
            result.r1 = results();
            result.r2 = ends();
        }
    }

    @JCStressTest
    @Description(
            "A result is asked for while the stream is cancelled: signals of an end, and whether the publisher knows.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "no signal comes, and the publisher is cancelled")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "the publisher goes on for nobody")
    @Outcome(id = "[^0].*", expect = FORBIDDEN, desc = "a signal of the end behind a cancel")
    @State
    public static class RequestAndCancel extends StressedStream {
        public RequestAndCancel() {
            super(0);
        }

        @Actor
        public void ask() {
            request(1);
        }

        @Actor
        public void end() {
            cancel();
        }

        @Arbiter
        public void count(II_Result result) {
            settle();
            result.r1 = ends();
            result.r2 = upstreamCancels() > 0 ? 1 : 0;
        }
    }
}
