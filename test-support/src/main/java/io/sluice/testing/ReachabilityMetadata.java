package io.sluice.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a library says to the builder of native images: its {@code reachability-metadata.json}. */
public final class ReachabilityMetadata {
    private static final Pattern TOKEN =
            Pattern.compile("\\G\\s*(?:\"([^\"\\\\]*)\"|(true|false|-?\\d+)|([\\[\\]{}:,]))");

    private final Matcher tokens;
    private final Map<?, ?> content;

    private ReachabilityMetadata(String json) {
        tokens = TOKEN.matcher(json);
        content = (Map<?, ?>) value(next());
        if (!json.substring(tokens.end()).isBlank()) {
            throw new IllegalStateException("behind the end: " + json.substring(tokens.end()));
        }
    }

    /**
     * Reads the metadata of a library.
     *
     * @param type a class of the library
     * @param library such as {@code sluice-core}
     * @return what it says
     */
    public static ReachabilityMetadata of(Class<?> type, String library) {
        String path = "META-INF/native-image/io.sluice/" + library + "/reachability-metadata.json";
        try (InputStream in = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(path), path)) {
            return new ReachabilityMetadata(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The classes that are reached by reflection or by JNI.
     *
     * @return an entry for each, with its "type"
     */
    public List<Map<?, ?>> types() {
        return objects(content, "reflection");
    }

    /**
     * The resources.
     *
     * @return their paths
     */
    public List<String> resources() {
        return objects(content, "resources").stream()
                .map(resource -> (String) Objects.requireNonNull(resource.get("glob")))
                .toList();
    }

    /**
     * The functions that are linked, by their types.
     *
     * @return an entry for each, with its "returnType", "parameterTypes" and "options"
     */
    public List<Map<?, ?>> downcalls() {
        return objects((Map<?, ?>) Objects.requireNonNull(content.get("foreign")), "downcalls");
    }

    /**
     * The objects in a list that may be absent.
     *
     * @param of what has it
     * @param name its name
     * @return the objects
     */
    public static List<Map<?, ?>> objects(Map<?, ?> of, String name) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (of.get(name) instanceof List<?> list) {
            list.forEach(element -> objects.add((Map<?, ?>) element));
        }
        return objects;
    }

    /** Moves to the next token, and gives it where it is a single sign. */
    private @Nullable String next() {
        if (!tokens.find()) {
            throw new IllegalStateException("no JSON");
        }
        return tokens.group(3);
    }

    private Object value(@Nullable String sign) {
        if (sign == null) {
            String text = tokens.group(1);
            return text != null ? text : literal(tokens.group(2));
        }
        return switch (sign) {
            case "{" -> object();
            case "[" -> list();
            default -> throw new IllegalStateException("unexpected " + sign);
        };
    }

    private static Object literal(String text) {
        return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : Integer.valueOf(text);
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String sign = next(); !"}".equals(sign); sign = next()) {
            if (!",".equals(sign)) {
                String name = tokens.group(1);
                next(); // the colon
                members.put(name, value(next()));
            }
        }
        return members;
    }

    private List<Object> list() {
        List<Object> elements = new ArrayList<>();
        for (String sign = next(); !"]".equals(sign); sign = next()) {
            if (!",".equals(sign)) {
                elements.add(value(sign));
            }
        }
        return elements;
    }
}
