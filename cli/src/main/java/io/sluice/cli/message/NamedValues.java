package io.sluice.cli.message;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.OwnerAndMode;
import io.sluice.sysvipc.IpcPermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of an object: values with names, in order. Text and JSON show the same ones. */
public final class NamedValues {
    /** What text shows of an absent value. */
    private static final String ABSENT = "-";

    private final List<Value> values = new ArrayList<>();

    private record Value(String name, String text, String json) {}

    /** No values yet. */
    public NamedValues() {}

    /**
     * Adds a value.
     *
     * @param name its name, in lower case, with hyphens
     * @param value a number or a truth value, which are the same in JSON; or what has a text; null if it is absent
     * @return this
     */
    public NamedValues with(String name, @Nullable Object value) {
        if (value == null) {
            return with(name, ABSENT, "null");
        }
        String text = EscapedText.onOneLine(value.toString());
        boolean isJson = value instanceof Number || value instanceof Boolean;
        return with(name, text, isJson ? text : JsonString.of(value.toString()));
    }

    /**
     * Adds a number for each part of the object.
     *
     * @param name their name
     * @param numbers the numbers, which are an array in JSON
     * @return this
     */
    public NamedValues withEach(String name, int... numbers) {
        String json = Arrays.toString(numbers).replace(" ", "");
        return with(name, json.substring(1, json.length() - 1), json);
    }

    /**
     * Adds a number whose text says more.
     *
     * @param name its name
     * @param number the number, null in JSON if it is not known
     * @param text the text
     * @return this
     */
    public NamedValues withNumber(String name, @Nullable Number number, String text) {
        return with(name, text, String.valueOf(number));
    }

    /**
     * Adds parts with values of their own: an array of objects in JSON, and in text the values of each, with commas between the
     * parts.
     *
     * @param name their name
     * @param parts the parts
     * @return this
     */
    public NamedValues withParts(String name, List<NamedValues> parts) {
        String text = parts.stream()
                .map(part -> part.values.stream().map(Value::text).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
        String json = parts.stream().map(NamedValues::json).collect(Collectors.joining(",", "[", "]"));
        return with(name, text.isEmpty() ? ABSENT : text, json);
    }

    /**
     * Adds permission bits, which are a string in JSON, and the owner.
     *
     * @param owner the owner and the mode
     * @return this
     */
    public NamedValues with(OwnerAndMode owner) {
        return with("mode", OwnerAndMode.mode(owner.mode()))
                .with("uid", Integer.toUnsignedLong(owner.userId()))
                .with("gid", Integer.toUnsignedLong(owner.groupId()));
    }

    /**
     * Adds who may use a System V object: its mode, its owner and its creator.
     *
     * @param permissions the permissions
     * @return this
     */
    public NamedValues with(IpcPermissions permissions) {
        return with(OwnerAndMode.of(permissions))
                .with("creator-uid", Integer.toUnsignedLong(permissions.creatorUserId()))
                .with("creator-gid", Integer.toUnsignedLong(permissions.creatorGroupId()));
    }

    private NamedValues with(String name, String text, String json) {
        values.add(new Value(name, text, json));
        return this;
    }

    List<String> lines() {
        return values.stream().map(value -> value.name() + ": " + value.text()).toList();
    }

    /**
     * The values as a line of a table.
     *
     * @return the values with tabs between them
     */
    public String columns() {
        return values.stream().map(Value::text).collect(Collectors.joining("\t"));
    }

    /**
     * The values as JSON.
     *
     * @return an object, on one line
     */
    public String json() {
        return values.stream()
                .map(value -> JsonString.of(value.name()) + ":" + value.json())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
