package io.sluice.samples.spring;

import io.sluice.testing.Bounds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads server-sent events as they come, until the response ends or it is cut off. */
final class EventClient implements AutoCloseable {
    private final List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<HttpResponse<InputStream>> response;
    private final Thread reader;
    private volatile boolean whole;

    private EventClient(CompletableFuture<HttpResponse<InputStream>> response) {
        this.response = response;
        reader = new Thread(this::read, "event client");
        reader.setDaemon(true);
        reader.start();
    }

    static EventClient connect(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return new EventClient(HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofInputStream()));
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.join().body(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    numbers.add(Long.valueOf(line.substring("data:".length())));
                }
            }
            whole = true;
        } catch (IOException | RuntimeException cutOff) {
            whole = false;
        }
    }

    /** How many numbers have come so far. */
    int count() {
        return numbers.size();
    }

    /** All numbers, once the response has ended. */
    List<Long> numbers() {
        awaitEnd();
        return numbers;
    }

    /** Cuts the connection, as the kernel does for a client that is killed. */
    void kill() {
        if (!response.cancel(true) && !response.isCompletedExceptionally()) {
            cutOff(response.join());
        }
        awaitEnd();
    }

    private static void cutOff(HttpResponse<InputStream> response) {
        try {
            response.body().close(); // wakes up the reader, and closes the connection
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the response came to its end. */
    boolean isWhole() {
        awaitEnd();
        return whole;
    }

    private void awaitEnd() {
        Bounds.await("the end of the response").until(() -> !reader.isAlive());
    }

    @Override
    public void close() {
        kill();
    }
}
