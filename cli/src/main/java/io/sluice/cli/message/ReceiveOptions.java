package io.sluice.cli.message;

import io.sluice.cli.command.InTurn;
import io.sluice.cli.option.CountOption;
import io.sluice.cli.option.RateOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How many messages to receive, how fast, and how to print them. */
public final class ReceiveOptions {
    /** What becomes of the messages when the command ends, for the help of a command. */
    public static final String HELP =
            "A message is received only after the message before it was printed. Ctrl-C and SIGTERM leave the"
                    + " others in the queue. A message that cannot be printed is put back.";

    @Mixin
    private CountOption count = new CountOption();

    @Mixin
    private RateOption rate = new RateOption();

    @Option(names = "--until-empty", description = "End when no message is left to receive.")
    private boolean untilEmpty;

    @Mixin
    private FormatOption format = new FormatOption();

    /** Makes the options. */
    public ReceiveOptions() {}

    /**
     * Whether to end when no message is left.
     *
     * @return whether to end
     */
    public boolean untilEmpty() {
        return untilEmpty;
    }

    /**
     * How to print a message.
     *
     * @return the format
     */
    public MessageFormat format() {
        return format.value();
    }

    /**
     * Prints messages one at a time, and no more and no faster than the options say.
     *
     * @param <M> the type of the messages
     * @param messages the messages
     * @param printer prints them
     * @param terminated completes when a signal ends the process
     * @param stop stops the receiver, so that nothing is discarded
     * @return completes when the last message was printed
     */
    public <M> Flux<Void> print(Flux<M> messages, MessagePrinter<M> printer, Mono<Void> terminated, Runnable stop) {
        Sinks.Empty<Void> last = Sinks.empty();
        // Shared, so that the receiver is stopped before a pause ends and the next message is requested.
        Mono<Void> stopped = terminated.doOnTerminate(stop).share();
        stopped.subscribe();
        Mono<Void> noMore = Mono.firstWithSignal(last.asMono(), stopped);
        // No prefetch: the next message is requested when this one was printed and the pause is over.
        return InTurn.work(
                messages.take(count.value()).doOnTerminate(last::tryEmitEmpty),
                message -> printer.print(message).then(rate.pauseFromNow().takeUntilOther(noMore)));
    }
}
