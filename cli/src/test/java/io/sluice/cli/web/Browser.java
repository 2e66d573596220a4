package io.sluice.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testing.Bounds;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Chromium without a screen, driven by the WebDriver protocol of its own driver. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, Path profile, boolean dark) {
        this.driver = driver;
        String server = "http://127.0.0.1:" + port(driver) + "/session";
        List<String> arguments = new ArrayList<>(List.of(
                "--headless=new",
                "--no-sandbox", // root has none
                "--disable-gpu",
                "--disable-lcd-text", // with the pixels of one kind of screen, pictures are larger
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile,
                "--window-size=1300,1000"));
        if (dark) {
            arguments.add("--blink-settings=preferredColorScheme=0");
        }
        Object options = Map.of("args", arguments);
        Object wanted = Map.of("goog:chromeOptions", options, "goog:loggingPrefs", Map.of("browser", "ALL"));
        JsonNode answer = post(server, Map.of("capabilities", Map.of("alwaysMatch", wanted)));
        session = server + "/" + answer.get("sessionId").asText();
    }

    /** Skips the test where there is no browser. */
    static Browser start(Path profile, boolean dark) {
        for (String program : List.of("chromium", "chromedriver")) {
            assumeTrue(isInstalled(program), "there is no " + program + " on the PATH");
        }
        try {
            Process driver = new ProcessBuilder("chromedriver", "--port=0")
                    .redirectErrorStream(true)
                    .start();
            try {
                return new Browser(driver, profile, dark);
            } catch (RuntimeException | Error failure) {
                end(driver);
                throw failure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The reader stays open: the driver writes a line for each error. */
    private static int port(Process driver) {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("started successfully on port ")) {
                    return Integer.parseInt(line.replaceAll("\\D*(\\d+)\\D*$", "$1"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("chromedriver ended at once");
    }

    void open(URI page) {
        post(session + "/url", Map.of("url", page.toString()));
    }

    /** What a function body returns in the page. */
    JsonNode script(String body, Object... arguments) {
        return post(session + "/execute/sync", Map.of("script", body, "args", arguments));
    }

    /** What a function body gives to its last argument, a function. */
    JsonNode asyncScript(String body) {
        return post(session + "/execute/async", Map.of("script", body, "args", List.of()));
    }

    /** Chooses the object of this name or identifier, if the page shows it. */
    boolean choose(String name) {
        return script("""
                        const named = [...document.querySelectorAll('#objects tbody button')].find(each =>
                          each.textContent === arguments[0] || each.textContent.startsWith(arguments[0] + ' '));
                        if (named) named.click();
                        return named !== undefined;
                        """, name).asBoolean();
    }

    void width(int pixels) {
        size(pixels, 900);
    }

    void size(int width, int height) {
        Object metrics = Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false);
        post(session + "/goog/cdp/execute", Map.of("cmd", "Emulation.setDeviceMetricsOverride", "params", metrics));
    }

    /** {@code light} or {@code dark}, from now on. */
    void scheme(String colours) {
        Object features = List.of(Map.of("name", "prefers-color-scheme", "value", colours));
        post(
                session + "/goog/cdp/execute",
                Map.of("cmd", "Emulation.setEmulatedMedia", "params", Map.of("features", features)));
    }

    void press(String key) {
        List<Object> steps = List.of(Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key));
        Object keyboard = Map.of("type", "key", "id", "keyboard", "actions", steps);
        post(session + "/actions", Map.of("actions", List.of(keyboard)));
    }

    /** What the browser has complained about since the last call. */
    List<String> complaints() {
        return post(session + "/se/log", Map.of("type", "browser")).findValuesAsText("message");
    }

    /** As PNG. */
    byte[] screenshot() throws IOException, InterruptedException {
        JsonNode answer = send(HttpRequest.newBuilder(URI.create(session + "/screenshot")));
        return Base64.getDecoder().decode(answer.asText());
    }

    private JsonNode post(String uri, Object body) {
        try {
            String json = JSON.writeValueAsString(body);
            return send(HttpRequest.newBuilder(URI.create(uri)).POST(BodyPublishers.ofString(json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.timeout(Bounds.SOON.multipliedBy(3)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("value");
    }

    @Override
    public void close() {
        end(driver);
    }

    private static void end(Process driver) {
        List<ProcessHandle> all = Stream.concat(driver.descendants(), Stream.of(driver.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        Bounds.await("end of the browser").until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }
}
