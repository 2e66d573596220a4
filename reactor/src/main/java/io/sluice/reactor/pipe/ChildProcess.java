package io.sluice.reactor.pipe;

import io.sluice.errno.ErrnoException;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeWriteEnd;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A program that was started with pipes as its standard streams, so that backpressure reaches it: where nobody asks for its
 * output, the pipe fills, and the program waits in {@code write(2)}.
 *
 * <pre>{@code
 * try (ChildProcess child = ChildProcess.start(new ProcessBuilder("find", "/usr/include", "-name", "*.h"))) {
 *     child.stdout(Framing.text(Framing.lines(), StandardCharsets.UTF_8))
 *             .receive()
 *             .doOnNext(System.out::println)
 *             .blockLast();
 *     System.out.println("exit status " + child.exit().block());
 * }
 * }</pre>
 *
 * <p>A pipe takes the place of each standard stream for which the {@link ProcessBuilder} has {@link Redirect#PIPE}, its default.
 * Whatever else it says stays as it is. The streams of {@link #process()} are not connected then.
 *
 * <p>A program that writes to two pipes waits for both: read its standard error as well, or redirect it.
 *
 * <p>May be used from any thread.
 *
 * @see "pipe(7)"
 */
public final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final StandardPipes pipes;
    private final AtomicBoolean outputTaken = new AtomicBoolean();
    private final AtomicBoolean errorTaken = new AtomicBoolean();

    private ChildProcess(Process process, StandardPipes pipes) {
        this.process = process;
        this.pipes = pipes;
    }

    /**
     * Starts a program.
     *
     * @param builder what to start; it is as before when this returns
     * @return the program, to be closed
     * @throws IOException if the program cannot be started
     * @throws ErrnoException if descriptors are used up ({@code EMFILE}, {@code ENFILE})
     * @see ProcessBuilder#start()
     */
    public static ChildProcess start(ProcessBuilder builder) throws IOException {
        StandardPipes pipes = StandardPipes.open(builder);
        try {
            return new ChildProcess(pipes.start(builder), pipes);
        } catch (IOException | RuntimeException | Error refused) {
            pipes.close();
            throw refused;
        }
    }

    /**
     * Receives the program's standard output, with the default options. To be called once.
     *
     * @param <T> the type of the elements
     * @param framing how its bytes become elements
     * @return the receiver; its streams complete when the program, and all that it has started, have closed the pipe
     * @throws IllegalStateException if it was called before, or the standard output is no pipe
     */
    public <T> PipeReceiver<T> stdout(Framing<T> framing) {
        return stdout(framing, PipeReceiverOptions.create());
    }

    /**
     * Receives the program's standard output. To be called once.
     *
     * @param <T> the type of the elements
     * @param framing how its bytes become elements
     * @param options how to receive
     * @return the receiver; its streams complete when the program, and all that it has started, have closed the pipe
     * @throws IllegalStateException if it was called before, or the standard output is no pipe
     */
    public <T> PipeReceiver<T> stdout(Framing<T> framing, PipeReceiverOptions options) {
        return receiver("standard output", pipes.output(), outputTaken, framing, options);
    }

    /**
     * Receives the program's standard error, with the default options. To be called once.
     *
     * @param <T> the type of the elements
     * @param framing how its bytes become elements
     * @return the receiver; its streams complete when the program, and all that it has started, have closed the pipe
     * @throws IllegalStateException if it was called before, or the standard error is no pipe of its own
     */
    public <T> PipeReceiver<T> stderr(Framing<T> framing) {
        return stderr(framing, PipeReceiverOptions.create());
    }

    /**
     * Receives the program's standard error. To be called once.
     *
     * @param <T> the type of the elements
     * @param framing how its bytes become elements
     * @param options how to receive
     * @return the receiver; its streams complete when the program, and all that it has started, have closed the pipe
     * @throws IllegalStateException if it was called before, or the standard error is no pipe of its own
     */
    public <T> PipeReceiver<T> stderr(Framing<T> framing, PipeReceiverOptions options) {
        return receiver("standard error", pipes.error(), errorTaken, framing, options);
    }

    private static <T> PipeReceiver<T> receiver(
            String name, @Nullable Pipe pipe, AtomicBoolean taken, Framing<T> framing, PipeReceiverOptions options) {
        PipeReceiver<T> receiver = PipeReceiver.create(pipe(name, pipe).readEnd(), framing, options);
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "there is a receiver of the " + name + " already, and two would tear records");
        }
        return receiver;
    }

    private static Pipe pipe(String name, @Nullable Pipe pipe) {
        if (pipe == null) {
            throw new IllegalStateException("the " + name + " is no pipe: the ProcessBuilder has redirected it");
        }
        return pipe;
    }

    /**
     * The end of the pipe that the program reads as its standard input, to be given to a {@link PipeSender}. Close it to show the
     * program the end of its input. Nobody else writes to it, so {@link PipeSenderOptions#onlyWriter(boolean)} allows records of
     * any size.
     *
     * @return the same end at each call
     * @throws IllegalStateException if the standard input is no pipe
     */
    public PipeWriteEnd stdin() {
        return pipe("standard input", pipes.input()).writeEnd();
    }

    /**
     * The exit of the program, which the JDK waits for. A cancel leaves the program as it is.
     *
     * @return the exit status, 128 plus the signal's number where a signal has ended the program, on a thread of the common pool
     * @see Process#onExit()
     */
    public Mono<Integer> exit() {
        return Mono.fromFuture(() -> process.onExit().thenApply(Process::exitValue), true);
    }

    /**
     * The program, to signal it or to wait for it. Its streams are not connected where a pipe is in their place.
     *
     * @return the process of the JDK
     */
    public Process process() {
        return process;
    }

    /**
     * Closes the pipes: their streams complete, the program sees the end of its input, and gets {@code SIGPIPE} if it writes on. It
     * is not ended otherwise. A second close does nothing.
     */
    @Override
    public void close() {
        pipes.close();
    }

    @Override
    public String toString() {
        return "ChildProcess(" + process.pid() + ")";
    }
}
