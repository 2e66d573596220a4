package io.sluice.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sluice web} as a hostile client sees it. After each test a good client is answered. */
@LongTest
class WebSecurityIT {
    private static final int SILENT = Integer.getInteger("sluice.web.silent", 1000);
    /** Those of the program itself, and of the connections that wait. */
    private static final int MOST_DESCRIPTORS = 400;

    /** The bounds of docs/web.md. */
    private static final int MOST_HEADER_BYTES = 8192;

    private static final int MOST_WAITING = 128;
    private static final Duration TIME_TO_ARRIVE = Duration.ofSeconds(10);

    private static TestPage page;

    @BeforeAll
    static void start() {
        page = TestPage.start();
    }

    @AfterAll
    static void end() {
        page.close();
    }

    @AfterEach
    void isAlive() throws IOException {
        assertThat(status(RawClient.ask(page.port(), RawClient.get(page.port(), page.folder()))))
                .isEqualTo("200");
    }

    private static String status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? answer.substring(9, 12) : "closed " + answer;
    }

    private String ask(String line, String... headers) throws IOException {
        return status(RawClient.ask(
                page.port(),
                (line + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n").replace("PORT", "" + page.port())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/favicon.ico",
                "/TOKEN",
                "/TOKEN/nothing",
                "/TOKEN/page.js/",
                "/TOKEN/./page.js",
                "/TOKEN/x/../page.js",
                "/TOKEN/../TOKEN/",
                "/TOKEN/%2e%2e/%2e%2e/etc/passwd",
                "/TOKEN/..%2f..%2fetc%2fpasswd",
                "/TOKEN/%70age.js",
                "/TOKEN/page.js%00",
                "/TOKEN/page.js?x=1",
                "/TOKEN//page.js",
                "//TOKEN/",
                "/TOKEN/LivePage.class",
                "/TOKEN/page.html",
                "/TOKEN/messages/-1",
                "/TOKEN/messages/2147483648",
                "/TOKEN/messages/99999999999",
                "/TOKEN/messages/1/..",
                "/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/",
                "/?token=TOKEN",
                "http://127.0.0.1:PORT/TOKEN/",
                "http://evil.example/TOKEN/",
                "*"
            })
    void aPathIsOneOfThoseOfThePageOrNothing(String path) throws IOException {
        String token = page.folder().substring(1, page.folder().length() - 1);
        assertThat(ask("GET " + path.replace("TOKEN", token) + " HTTP/1.1", "Host: 127.0.0.1:PORT"))
                .isIn("404", "400");
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example:PORT, 403",
        "127.0.0.1, 403",
        "127.0.0.1:1, 403",
        "127.0.0.1.evil.example:PORT, 403",
        "127.0.0.1:PORT@evil.example, 400",
        "'', 403",
        "localhost:PORT, 200"
    })
    void aNameThatIsNotThatOfThePageIsRefused(String host, String status) throws IOException {
        assertThat(ask("GET " + page.folder() + " HTTP/1.1", "Host: " + host)).isEqualTo(status);
    }

    @Test
    void aRequestHasOneName() throws IOException {
        assertThat(ask("GET " + page.folder() + " HTTP/1.1")).isEqualTo("400");
        assertThat(ask("GET " + page.folder() + " HTTP/1.1", "Host: 127.0.0.1:PORT", "Host: evil.example"))
                .isEqualTo("400");
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, 403",
        "null, 403",
        "https://127.0.0.1:PORT, 403",
        "http://127.0.0.1:1, 403",
        "http://127.0.0.1:PORT.evil.example, 403",
        "http://127.0.0.1:PORT, 200"
    })
    void aPageOfAnotherOriginIsRefused(String origin, String status) throws IOException {
        assertThat(ask("GET " + page.folder() + " HTTP/1.1", "Host: 127.0.0.1:PORT", "Origin: " + origin))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH", "PROPFIND"})
    void onlyGetIsAnswered(String method) throws IOException {
        assertThat(ask(method + " " + page.folder() + " HTTP/1.1", "Host: 127.0.0.1:PORT", "Content-Length: 0"))
                .isEqualTo("405");
    }

    @Test
    void moreLivePagesThanThereIsRoomForAreRefused() throws IOException {
        Deque<RawClient> live = new ArrayDeque<>();
        String events = RawClient.get(page.port(), page.folder() + "events");
        try {
            for (int i = 0; i < 16; i++) {
                live.add(new RawClient(page.port()).send(events));
                assertThat(live.getLast().input().read()).isEqualTo('H');
            }
            assertThat(status(RawClient.ask(page.port(), events))).isEqualTo("503");
            live.remove().close();
            Bounds.await("room").untilAsserted(() -> {
                RawClient next = new RawClient(page.port()).send(events);
                live.add(next);
                assertThat(new String(next.input().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200");
            });
        } finally {
            for (RawClient each : live) {
                each.close();
            }
        }
    }

    @Test
    void giantLinesAndHeadersAreRefused() throws IOException {
        String much = "x".repeat(1 << 20);
        assertThat(ask("GET /" + much + " HTTP/1.1", "Host: 127.0.0.1:PORT")).isIn("414", "400", "closed ");
        assertThat(ask("GET " + page.folder() + " HTTP/1.1", "Host: 127.0.0.1:PORT", "X: " + much))
                .isIn("431", "400", "closed ");
        assertThat(ask("GET " + page.folder() + " HTTP/1.1", "Host: 127.0.0.1:PORT", "X: 1\r\n".repeat(5000)))
                .isIn("431", "400", "closed ");
        assertThat(ask("what is this")).isIn("400", "closed ");
    }

    @ParameterizedTest
    @CsvSource({"-64, 200", "64, 431"})
    void theHeadersHaveTheirBound(int more, String status) throws IOException {
        String host = "Host: 127.0.0.1:" + page.port();
        String padding = "x".repeat(MOST_HEADER_BYTES + more - host.length() - "X: ".length());
        assertThat(ask("GET " + page.folder() + " HTTP/1.1", host, "X: " + padding))
                .isEqualTo(status);
    }

    /** Whoever is answered has come in, and so has who came before. Again, if it took longer than a request may. */
    @ParameterizedTest
    @CsvSource({"0, 200", "1, 'closed '"})
    void theFirstOfThoseThatWaitGoesWhenThereIsOneTooMany(int tooMany, String statusOfFirst) {
        Bounds.await("connections that wait").untilAsserted(() -> {
            List<RawClient> waiting = new ArrayList<>();
            try {
                for (int i = 0; i < MOST_WAITING + tooMany; i++) {
                    waiting.add(new RawClient(page.port()));
                }
                String get = RawClient.get(page.port(), page.folder());
                assertThat(status(waiting.get(MOST_WAITING + tooMany - 1)
                                .send(get)
                                .answer()))
                        .isEqualTo("200");
                assertThat(status(waiting.get(0).send(get).answer())).isEqualTo(statusOfFirst);
                assertThat(status(waiting.get(1).send(get).answer())).isEqualTo("200");
            } finally {
                for (RawClient each : waiting) {
                    each.close();
                }
            }
        });
    }

    @Test
    void whoSaysNothingIsClosedAndSoIsWhoDoesNotComeToAnEnd() throws IOException {
        long start = System.nanoTime();
        try (RawClient silent = new RawClient(page.port());
                RawClient slow = new RawClient(page.port())) {
            slow.send("GET " + page.folder() + " HTTP/1.1\r\nHost: 127.0.0.1:" + page.port() + "\r\nX: ");
            assertThat(silent.answer()).isEmpty();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TIME_TO_ARRIVE.toNanos());
            assertThat(slow.answer()).isEmpty();
        }
    }

    @Test
    void connectionsThatSayNothingAreBoundedAndDoNotKeepOutOneThatDoes() throws IOException {
        Deque<RawClient> silent = new ArrayDeque<>();
        try {
            for (int i = 0; i < SILENT; i++) {
                silent.add(new RawClient(page.port()));
            }
            assertThat(status(RawClient.ask(page.port(), RawClient.get(page.port(), page.folder()))))
                    .isEqualTo("200");
            String[] descriptors = new File("/proc/" + page.process().pid() + "/fd").list();
            assertThat(descriptors).isNotNull().hasSizeLessThan(MOST_DESCRIPTORS);
            assertThat(silent.remove().answer()).isEmpty();
        } finally {
            for (RawClient each : silent) {
                each.close();
            }
        }
    }
}
