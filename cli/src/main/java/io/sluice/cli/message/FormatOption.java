package io.sluice.cli.message;

import picocli.CommandLine.Option;

/** How to print messages or a report. */
public final class FormatOption {
    /** What the formats print behind the message's number, for the help of a command. */
    public static final String HELP = "In TEXT, a line feed is \\n, a tab \\t, a carriage return \\r, a backslash \\\\."
            + " Each byte of any other control character, and each byte that is not UTF-8, is \\xNN.";

    @Option(
            names = "--format",
            paramLabel = "text|json",
            converter = MessageFormat.Converter.class,
            completionCandidates = MessageFormat.Names.class,
            description = "How to print it. Default: text.")
    private MessageFormat value = MessageFormat.TEXT;

    /** Makes the option. */
    public FormatOption() {}

    /**
     * The format.
     *
     * @return the format
     */
    public MessageFormat value() {
        return value;
    }
}
