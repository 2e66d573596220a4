package io.sluice.cli.bridge;

import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.ExitStatus;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** A file of routes, in the form of Java's properties. */
final class BridgeFile {
    private static final Set<String> GENERAL = Set.of("bootstrap", "journal", "journal-size", "sync");
    private static final Set<String> OF_ROUTES = Set.of("from", "to", "order", "group", "dead-letter", "records");
    private static final Pattern ROUTE = Pattern.compile("route\\.([^.]+)\\.(.+)");
    private static final String CLIENT = "kafka.";

    private final Path path;
    private final Map<String, String> general = new TreeMap<>();
    private final Map<String, String> client = new TreeMap<>();
    private final Map<String, Map<String, String>> routes = new TreeMap<>();

    private BridgeFile(Path path) {
        this.path = path;
    }

    static BridgeFile read(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitStatus.FAILED, "there is no file " + path, e);
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.FAILED, path + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(path + ": " + e.getMessage());
        }
        BridgeFile file = new BridgeFile(path);
        properties.stringPropertyNames().stream().sorted().forEach(key -> file.add(key, properties.getProperty(key)));
        return file;
    }

    private void add(String key, String text) {
        String value = text.strip();
        Matcher route = ROUTE.matcher(key);
        if (GENERAL.contains(key)) {
            general.put(key, value);
        } else if (key.startsWith(CLIENT)) {
            client.put(key.substring(CLIENT.length()), value);
        } else if (route.matches() && OF_ROUTES.contains(route.group(2))) {
            routes.computeIfAbsent(route.group(1), name -> new TreeMap<>()).put(route.group(2), value);
        } else {
            throw new TypeConversionException(path + ": '" + key
                    + "' is no setting: use bootstrap, journal, journal-size, sync, kafka.NAME, or route.NAME. with from, to, order,"
                    + " group, dead-letter or records");
        }
    }

    @Nullable
    String general(String key) {
        return general.get(key);
    }

    Map<String, String> client() {
        return client;
    }

    List<RouteSettings> routes() {
        List<RouteSettings> read = new ArrayList<>();
        routes.forEach((name, values) -> {
            try {
                read.add(RouteSettings.of(
                        values.get("from"),
                        values.get("to"),
                        values.get("order"),
                        values.get("group"),
                        values.get("dead-letter"),
                        values.get("records")));
            } catch (TypeConversionException e) {
                throw new TypeConversionException(path + ": route " + name + ": " + e.getMessage());
            }
        });
        return read;
    }
}
