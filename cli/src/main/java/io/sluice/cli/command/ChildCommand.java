package io.sluice.cli.command;

import io.sluice.errno.ErrnoException;
import io.sluice.signal.Signal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * A command that runs while {@code sluice} holds something for it, such as a permit. It has the standard streams of {@code
 * sluice}.
 *
 * <p>{@code HUP}, {@code INT} and {@code TERM} are passed on to the command, as by timeout(1), and {@code sluice} waits for
 * its end: what is held is given back behind that. A signal that comes before the command was started ends {@code sluice}.
 */
public final class ChildCommand {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    /** The JDK tells the errno in a text. This is {@code ENOENT}. */
    private static final Pattern NO_SUCH_FILE = Pattern.compile("error[=:] ?2\\b");

    private final List<String> words;
    private final Sinks.One<Integer> endedBeforeStart = Sinks.one();
    private boolean ended;
    private @Nullable Process process;

    /**
     * A command that was not started yet.
     *
     * @param words the program and its arguments
     * @throws CommandFailure if the locale cannot encode one of them
     */
    public ChildCommand(List<String> words) {
        this.words = List.copyOf(words);
        Charset locale = Charset.forName(System.getProperty("sun.jnu.encoding"));
        for (String word : words) {
            if (!locale.newEncoder().canEncode(word)) {
                throw new CommandFailure(
                        ExitStatus.MISUSED,
                        "'" + word + "' of the command cannot be encoded in this locale: set LC_ALL=C.UTF-8",
                        null);
            }
        }
    }

    /**
     * Runs the command, and waits for its end. To be called once.
     *
     * @param whileHeld gets the command, which starts at subscription and emits its exit status, and returns the publisher
     *     that takes what the command needs, subscribes to the command, and gives back what it took. That publisher is
     *     cancelled if a signal comes before the command was started
     * @return the exit status: the command's, or 128 and the number of the signal that has ended it
     * @throws CommandFailure if the command cannot be started
     */
    public Integer run(Function<Mono<Integer>, ? extends Publisher<Integer>> whileHeld) {
        EndingSignals.handle(this::signalled);
        Mono<Integer> command = Mono.fromCallable(this::start)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(started -> Mono.fromFuture(started.onExit(), true))
                .map(Process::exitValue);
        Integer status = Mono.firstWithSignal(
                        endedBeforeStart.asMono(),
                        Flux.from(whileHeld.apply(command)).last())
                .block();
        return status == null ? ExitStatus.FAILED : status;
    }

    private synchronized Process start() {
        if (ended) {
            throw new CancellationException();
        }
        try {
            process = new ProcessBuilder(words).inheritIO().start();
            return process;
        } catch (IOException refused) {
            String message = String.valueOf(refused.getMessage());
            boolean missing = NO_SUCH_FILE.matcher(message).find();
            throw new CommandFailure(missing ? NOT_FOUND : NOT_EXECUTABLE, message, refused);
        }
    }

    private synchronized void signalled(int number) {
        if (process == null) {
            ended = true;
            endedBeforeStart.tryEmitValue(ExitStatus.SIGNALLED + number);
        } else if (process.isAlive() && !(number == Signal.INT.number() && isInForeground())) {
            try {
                Signal.of(number).sendTo(process.pid());
            } catch (ErrnoException refused) {
                // It has just ended, or it runs as another user by now.
            }
        }
    }

    /** Whether Ctrl-C at a terminal reaches this process: then it reaches the command as well. */
    private static boolean isInForeground() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // Behind the name in parentheses: state, parent, process group, session, terminal, its foreground group.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[2].equals(fields[5]);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
