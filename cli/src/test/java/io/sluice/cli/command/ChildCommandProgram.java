package io.sluice.cli.command;

import io.sluice.fd.NativeBinding;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Runs a command while something is held, which takes as many milliseconds to give as the first argument says. */
final class ChildCommandProgram {
    private static final StandardOutput OUTPUT = new StandardOutput(new FileOutputStream(FileDescriptor.out));

    private ChildCommandProgram() {}

    public static void main(String[] arguments) {
        List<String> words = Stream.of(arguments)
                .skip(1)
                .map(word -> word.replace("<a-umlaut>", "\u00e4"))
                .toList();
        NativeBinding.name(); // loaded by now, as it is where something was taken
        int status;
        try {
            status = new ChildCommand(words)
                    .run(command -> Mono.usingWhen(taken(arguments[0]), taken -> command, taken -> givenBack()));
        } catch (CommandFailure failure) {
            FailureReport.print(new PrintWriter(System.err, true, StandardCharsets.UTF_8), failure);
            status = failure.status();
        }
        OUTPUT.printLine("exits");
        System.exit(status);
    }

    private static Mono<Boolean> taken(String delay) {
        return Mono.just(true)
                .delayElement(Duration.ofMillis(Long.parseLong(delay)))
                .doOnSubscribe(begun -> OUTPUT.printLine("waits"))
                .doOnNext(taken -> OUTPUT.printLine("took"))
                .doOnCancel(() -> OUTPUT.printLine("cancelled"));
    }

    private static Mono<Void> givenBack() {
        return Mono.fromRunnable(() -> OUTPUT.printLine("gave back"));
    }
}
