package io.sluice.cli.message;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which form the messages to send come. A group of options: one of them at most is given. */
public class InputForm {
    /** What the forms are, for the help of a command. */
    public static final String HELP = "With --format json, what 'receive --format json' has printed is sent again: a"
            + " priority or type in it is kept.";

    @Option(names = "--base64", description = "Each TEXT or line is base64. The bytes in it are sent.")
    private boolean base64;

    @Option(names = "--file", paramLabel = "PATH", description = "Send the bytes of a file as one message.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            converter = MessageFormat.Converter.class,
            completionCandidates = MessageFormat.Names.class,
            description = "What each TEXT or line is: a message, or JSON as receive prints it. Default: text.")
    private MessageFormat format = MessageFormat.TEXT;

    /** Makes the options. */
    public InputForm() {}

    /**
     * Whether any of the options was given.
     *
     * @return whether it is another form than plain text
     */
    public boolean isSet() {
        return base64 || file != null || format != MessageFormat.TEXT;
    }

    @Nullable
    Path file() {
        return file;
    }

    /** Whether all of standard input is one message. */
    boolean wholeInput() {
        return false;
    }

    /** What turns a text or a line into a message. */
    Decoder decoder(MessageNumber number) {
        if (base64) {
            return Base64Decoder.INSTANCE;
        }
        return format == MessageFormat.JSON ? new JsonMessages(number) : Decoder.AS_IT_IS;
    }
}
