package io.sluice.cli.message;

/** A string as JSON (RFC 8259). Every control character is escaped, even where JSON does not require it. */
public final class JsonString {
    private static final String NEXT_LINE_SEPARATORS = "\u2028\u2029";

    private JsonString() {}

    /**
     * The string with its quotes.
     *
     * @param text any text
     * @return JSON
     */
    public static String of(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"', '\\' -> json.append('\\').append(character);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (Character.isISOControl(character) || NEXT_LINE_SEPARATORS.indexOf(character) >= 0) {
                        json.append(String.format("\\u%04x", (int) character));
                    } else {
                        json.append(character);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
