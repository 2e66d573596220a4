package io.sluice.cli;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import reactor.core.publisher.Flux;

/** What reads the command line and its input, for trials of other packages. */
public final class CommandParsers {
    private CommandParsers() {}

    /** Every converter of an argument. */
    public static List<ITypeConverter<?>> converters() {
        return List.of(
                new ClockConverter(),
                new DurationConverter(),
                new DurationConverter.Positive(),
                new InstantConverter(),
                new IpcKeyConverter(),
                new MessageFormat.Converter(),
                new ModeConverter(),
                new ProjectConverter(),
                new QueueNameConverter(),
                new Rate.Converter(),
                new WholeNumber.Count(),
                new WholeNumber.Identifier(),
                new WholeNumber.MessageType(),
                new WholeNumber.Priority(),
                new WholeNumber.QueueBytes(),
                new WholeNumber.Size());
    }

    /** The duration in a text. */
    public static Duration duration(String text) {
        return new DurationConverter().convert(text);
    }

    /** The arguments in the kernel's own form. */
    public static String[] decoded(byte[] all, String[] byTheJvm) {
        return CommandLineBytes.decoded(all, byTheJvm);
    }

    /** Bytes as a text on one line. */
    public static String escaped(byte[] bytes) {
        return EscapedText.of(bytes);
    }

    /** The lines of an input. */
    public static Flux<byte[]> lines(InputStream in, int longest) {
        return new InputLines(in, longest).flux();
    }
}
