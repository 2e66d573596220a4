package io.sluice.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.SluiceProcess;
import io.sluice.cli.command.ExitStatus;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.LongTest;
import io.sluice.testing.SysvTestQueues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice web} as a good client sees it. */
class WebIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FRAME = "data:{\"time\":\"";
    /** Its third number is the size of the largest socket buffer, 4 MiB unless somebody has raised it. */
    private static final Path BUFFERS = Path.of("/proc/sys/net/ipv4/tcp_wmem");

    private static TestPage page;

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        page = TestPage.start("--interval", "50ms");
    }

    @AfterAll
    static void end() {
        page.close();
    }

    /** With HTTP/1.1: the page offers no other. */
    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = page.uri().resolve(path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static List<JsonNode> find(JsonNode frame, int queue) {
        return StreamSupport.stream(frame.get("objects").spliterator(), false)
                .filter(each -> each.get("kind").asText().equals("sysv")
                        && each.get("name").asText().equals(Integer.toString(queue)))
                .toList();
    }

    private static JsonNode nextFrame(BufferedReader reader) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = reader.readLine(); line != null && !line.equals("]}"); line = reader.readLine()) {
            if (line.startsWith("data:")) {
                data.append(line.substring("data:".length())).append('\n');
            }
            if (line.equals("data:]}")) {
                return JSON.readTree(data.toString());
            }
        }
        throw new AssertionError("the events end with " + data);
    }

    @Test
    void theAddressIsOnLoopbackWithALongTokenThatDiffersEachTime() {
        assertThat(page.uri().getHost()).isEqualTo("127.0.0.1");
        assertThat(page.folder()).matches("/[A-Za-z0-9_-]{43}/"); // 256 bits
        try (TestPage other = TestPage.start()) {
            assertThat(other.folder()).isNotEqualTo(page.folder());
        }
    }

    @Test
    @LongTest
    void allThatThePageNamesIsThereAndNothingIsOfAnotherHost() throws Exception {
        HttpResponse<String> html = get("");
        assertThat(html.statusCode()).isEqualTo(200);
        List<String> names = Stream.of(html.body().split("(href|src)=\"", -1))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf('"')))
                .toList();
        assertThat(names).contains("page.js", "page.css", "uplot.js", "uplot.css", "uplot-licence.txt");
        for (String name : names) {
            assertThat(name).doesNotContain(":", "//");
            assertThat(get(name).statusCode()).as(name).isEqualTo(200);
        }
        assertThat(get("uplot-licence.txt").body()).contains("MIT License");
        assertThat(html.body()).doesNotContain("style=", "onclick", "<script>");
    }

    @Test
    void eachAnswerForbidsWhatThePageDoesNotNeed() throws Exception {
        for (String path : List.of("", "page.js", "limits", "nothing")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        }
    }

    @Test
    void theEventsFollowAQueue() throws Exception {
        SysvMessageQueue queue = queues.create(100);
        try (RawClient client = new RawClient(page.port())) {
            client.send(RawClient.get(page.port(), page.folder() + "events"));
            BufferedReader reader = new BufferedReader(new InputStreamReader(client.input(), StandardCharsets.UTF_8));
            JsonNode first = nextFrame(reader);
            assertThat(first.get("objects").isArray()).isTrue();
            assertThat(queue.trySend(SysvMessage.ofText(1, "hello"))).isTrue();
            List<JsonNode> found = find(first, queue.id());
            // Each frame is a look: it is there after some, or the test ends with the client's timeout.
            while (found.isEmpty() || found.get(0).get("used").asInt() != 5) {
                found = find(nextFrame(reader), queue.id());
            }
            assertThat(found.get(0).get("messages").asInt()).isEqualTo(1);
            assertThat(found.get(0).get("limit").asInt()).isEqualTo(100);
        }
    }

    /** What a page misses was never written for it: so nothing is kept for it either. */
    @Test
    @LongTest
    void aBrowserThatDoesNotReadGetsFewerFrames() throws Exception {
        for (int i = 0; i < 1000; i++) {
            queues.create();
        }
        try (RawClient stuck = RawClient.withSmallBuffer(page.port());
                RawClient reading = new RawClient(page.port())) {
            stuck.send(RawClient.get(page.port(), page.folder() + "events"));
            assertThat(stuck.input().read()).isEqualTo('H');
            reading.send(RawClient.get(page.port(), page.folder() + "events"));
            BufferedReader frames = new BufferedReader(new InputStreamReader(reading.input(), StandardCharsets.UTF_8));
            long enough = moreThanTheKernelKeeps();
            long bytes = 0;
            int written = 0;
            Instant last = Instant.MIN;
            while (bytes < enough) {
                String line = frames.readLine();
                bytes += line.length();
                if (line.startsWith(FRAME)) {
                    written++;
                    last = time(line);
                }
            }
            BufferedReader rest = new BufferedReader(new InputStreamReader(stuck.input(), StandardCharsets.UTF_8));
            int taken = 0;
            for (String line = rest.readLine();
                    !line.startsWith(FRAME) || time(line).isBefore(last);
                    line = rest.readLine()) {
                taken += line.startsWith(FRAME) ? 1 : 0;
            }
            System.out.println("web: a page that does not read gets " + taken + " frames, another one " + written);
            assertThat(taken).isLessThan(written * 3 / 4);
        }
    }

    private static long moreThanTheKernelKeeps() throws IOException {
        String[] sizes = Files.readAllLines(BUFFERS).get(0).split("\\s+", -1);
        return 2 * Math.max(4 << 20, Long.parseLong(sizes[2]));
    }

    private static Instant time(String frame) {
        return Instant.parse(frame.substring(FRAME.length(), frame.indexOf('"', FRAME.length())));
    }

    @Test
    @LongTest
    void theLimitsAreThoseOfDoctor() throws Exception {
        JsonNode limits = JSON.readTree(get("limits").body());
        JsonNode doctor =
                JSON.readTree(SluiceProcess.run("doctor", "--format", "json").output());
        assertThat(limits.get("findings").findValuesAsText("name"))
                .isEqualTo(doctor.get("findings").findValuesAsText("name"));
    }

    @Test
    @LongTest
    void theLastMessagesOfASystemVQueueStayInIt() throws Exception {
        SysvMessageQueue queue = queues.create();
        for (int i = 1; i <= 25; i++) {
            assertThat(queue.trySend(SysvMessage.ofText(i, "text " + i))).isTrue();
        }
        JsonNode messages = JSON.readTree(get("messages/" + queue.id()).body());
        assertThat(messages.get("first").asInt()).isEqualTo(5);
        assertThat(messages.get("messages").findValuesAsText("text"))
                .hasSize(20)
                .startsWith("text 6")
                .endsWith("text 25");
        assertThat(queue.status().messages()).isEqualTo(25);
        queue.remove();
        assertThat(JSON.readTree(get("messages/" + queue.id()).body())
                        .get("problem")
                        .asText())
                .isNotEmpty();
    }

    @Test
    @LongTest
    void aSignalEndsItWhilePagesAreOpen() throws Exception {
        try (TestPage ending = TestPage.start();
                RawClient client = new RawClient(ending.port())) {
            client.send(RawClient.get(ending.port(), ending.folder() + "events"));
            assertThat(client.input().read()).isPositive();
            ending.process().signal("TERM");
            assertThat(ending.process().awaitExit().error()).isEmpty();
        }
    }

    @Test
    @LongTest
    void aPortThatIsTakenIsToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            SluiceProcess.run("web", "--port", Integer.toString(taken.getLocalPort()))
                    .assertFailed(ExitStatus.FAILED, "port " + taken.getLocalPort() + " of 127.0.0.1 cannot be opened");
        }
    }

    @Test
    @LongTest
    void aCertificateMakesItTls() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "there is no openssl, which makes a certificate");
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        String make =
                "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -addext subjectAltName=DNS:localhost"
                        + " -keyout " + key + " -out " + certificate;
        assertThat(new ProcessBuilder(make.split(" ", -1))
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        String[] options = {"--tls-certificate", certificate.toString(), "--tls-key", key.toString()};
        try (TestPage secured = TestPage.start("--bind", "localhost", options[0], options[1], options[2], options[3])) {
            assertThat(secured.uri().getScheme()).isEqualTo("https");
            HttpRequest request = HttpRequest.newBuilder(secured.uri())
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(trusting(certificate)).build();
            assertThat(trusting.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
                    .isInstanceOf(SSLException.class);
        }
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream file = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "page", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Test
    @LongTest
    void anAddressThatOthersReachNeedsTls() throws IOException {
        SluiceProcess.run("web", "--bind", "192.0.2.1")
                .assertFailed(ExitStatus.FAILED, "needs TLS", "--tls-certificate");
        SluiceProcess.run("web", "--bind", "0.0.0.0")
                .assertFailed(ExitStatus.FAILED, "no address that a browser can name");
        // One that no server of names is asked for: that may take longer than a test waits.
        SluiceProcess.run("web", "--bind", "::none").assertFailed(ExitStatus.FAILED, "is no address or name");
        SluiceProcess.run("web", "--tls-key", "key.pem")
                .assertFailed(ExitStatus.FAILED, "--tls-certificate is missing");
        Path file = Files.writeString(folder.resolve("file.pem"), "nothing");
        SluiceProcess.run("web", "--tls-key", file.toString(), "--tls-certificate", file.toString())
                .assertFailed(ExitStatus.FAILED, "are no certificate and its key");
        SluiceProcess.run("web", "--tls-key", file.toString(), "--tls-certificate", folder + "/none.pem")
                .assertFailed(ExitStatus.FAILED, "none.pem' cannot be read");
    }
}
