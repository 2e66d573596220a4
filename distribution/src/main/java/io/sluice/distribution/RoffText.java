package io.sluice.distribution;

/** Text of a manual page, in the language of {@code man(7)}. */
final class RoffText {
    private static final int ASCII = 0x7f;

    private final StringBuilder text = new StringBuilder();

    /** A line with a macro, such as {@code .SH NAME}. Arguments are quoted, so that a space does not end them. */
    RoffText macro(String name, String... arguments) {
        text.append('.').append(name);
        for (String argument : arguments) {
            text.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
        }
        text.append('\n');
        return this;
    }

    /** A line of text. */
    RoffText line(String line) {
        // At the start of a line, these two begin a macro.
        text.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "")
                .append(escaped(line))
                .append('\n');
        return this;
    }

    /** So that each character is printed as it is, and can be copied into a shell. */
    private static String escaped(String plain) {
        StringBuilder escaped = new StringBuilder();
        plain.codePoints().forEach(character -> {
            switch (character) {
                case '\\' -> escaped.append("\\(rs");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> {
                    if (character <= ASCII) {
                        escaped.appendCodePoint(character);
                    } else {
                        escaped.append(String.format("\\[u%04X]", character));
                    }
                }
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
