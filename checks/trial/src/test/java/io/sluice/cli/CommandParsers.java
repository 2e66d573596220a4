package io.sluice.cli;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import io.sluice.cli.message.InputLines;
import io.sluice.cli.option.DurationConverter;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import reactor.core.publisher.Flux;

/** What reads the command line and its input, for trials of other packages. */
public final class CommandParsers {
    private CommandParsers() {}

    /** One converter of each class that any argument of the command has. */
    public static Collection<ITypeConverter<?>> converters() {
        StandardOutput output = new StandardOutput(OutputStream.nullOutputStream());
        Termination termination =
                new Termination(new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Map<Class<?>, ITypeConverter<?>> converters = new LinkedHashMap<>();
        commands(Sluice.commandLine(output, termination))
                .flatMap(command -> command.getCommandSpec().args().stream())
                .map(ArgSpec::converters)
                .flatMap(Stream::of)
                .forEach(converter -> converters.put(converter.getClass(), converter));
        return List.copyOf(converters.values());
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandParsers::commands));
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
        return new InputLines(in, longest, "the limit of the trial").flux();
    }
}
