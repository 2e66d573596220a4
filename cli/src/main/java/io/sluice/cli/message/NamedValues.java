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

    String columns() {
        return values.stream().map(Value::text).collect(Collectors.joining("\t"));
    }

    String json() {
        return values.stream()
                .map(value -> JsonString.of(value.name()) + ":" + value.json())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
