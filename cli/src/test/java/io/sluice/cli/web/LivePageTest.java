package io.sluice.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in this process. */
class LivePageTest {
    private LivePage page;
    private URI uri;

    @BeforeEach
    void open() {
        ActionRequests none = new ActionRequests(false, line -> {});
        page = LivePage.open(PageAddress.of("LocalHost", 0, null, null), List.of(), Duration.ofMinutes(1), none);
        uri = URI.create(page.url());
    }

    @AfterEach
    void close() {
        page.close();
    }

    private String get(String path, String host) throws IOException {
        return RawClient.ask(
                uri.getPort(),
                "GET " + uri.getPath() + path + " HTTP/1.1\r\nHost: " + host + ":" + uri.getPort() + "\r\n\r\n");
    }

    @Test
    void itsUrlNamesItAsABrowserDoes() throws IOException {
        assertThat(uri.getHost()).isEqualTo("localhost");
        assertThat(get("limits", "localhost")).startsWith("HTTP/1.1 200 ");
        assertThat(get("limits", "127.0.0.1")).startsWith("HTTP/1.1 200 ");
        assertThat(get("limits", "127.0.0.2")).startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @CsvSource({"999999999, 200", "2147483647, 200", "2147483648, 404", "9999999999, 404", "00000000001, 404", "-1, 404"
    })
    void theMessagesOfAnyQueueThatTheKernelCanNumberAreAskedFor(String id, int status) throws IOException {
        assertThat(get("messages/" + id, "localhost")).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @CsvSource({"sysv, empty", "sysv, remove", "sysvsem, remove", "sysvshm, remove"})
    void anActionMayBeForAnyNumberOfTheKernel(String kind, String verb) {
        assertThat(action(verb, kind, "2147483647")).isNotNull();
        assertThat(action(verb, kind, "2147483648")).isNull();
        assertThat(action(verb, kind, "9999999999")).isNull();
        assertThat(action(verb, kind, "orders")).isNull();
    }

    private static ObjectAction action(String verb, String kind, String name) {
        String encoded = Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
        return ObjectAction.of(ObjectAction.PATH + verb + "/" + kind + "/" + encoded.replace("=", ""));
    }
}
