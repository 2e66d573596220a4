package io.sluice.cli.web;

import io.sluice.cli.SluiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command in a process of its own, and its page. */
final class TestPage implements AutoCloseable {
    private final SluiceProcess process;
    private final URI uri;

    private TestPage(SluiceProcess process) {
        this.process = process;
        process.awaitLines(1);
        uri = URI.create(process.lines().get(0));
    }

    static TestPage start(String... options) {
        return new TestPage(SluiceProcess.start(web(options)));
    }

    /** By a copy of the jar, as another user. */
    static TestPage startUnder(String[] prefix, Path copy, String... options) {
        return new TestPage(SluiceProcess.startUnder(prefix, copy, web(options)).read());
    }

    private static String[] web(String... options) {
        List<String> arguments = new ArrayList<>(List.of("web"));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    SluiceProcess process() {
        return process;
    }

    URI uri() {
        return uri;
    }

    int port() {
        return uri.getPort();
    }

    /** With the token, and a slash at both ends. */
    String folder() {
        return uri.getPath();
    }

    @Override
    public void close() {
        process.close();
    }
}
