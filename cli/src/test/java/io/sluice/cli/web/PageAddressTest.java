package io.sluice.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the page may be called. */
class PageAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "127.1, 127.0.0.1",
        "127.0.0.2, 127.0.0.2",
        "LOCALHOST, localhost",
        "LocalHost, 127.0.0.1",
        "::1, [::1]",
        "[::1], [::1]",
        "0:0:0:0:0:0:0:1, [::1]",
        "[0:0:0:0:0:0:0:1], [::1]",
        "::0001, [::1]"
    })
    void theNameAndTheAddressAsBrowsersWriteThemAreThoseOfThePage(String bind, String name) {
        PageAddress address = PageAddress.of(bind, 0, null, null);
        assertThat(address.names()).contains(name, "localhost", address.host());
        assertThat(address.host()).isLowerCase();
    }

    @Test
    void theCaseOfAHostSaysNothing() {
        RequestGate gate = new RequestGate("https", Set.of("plant.example:8377"));
        HttpHeaders headers = new DefaultHttpHeaders().add(HttpHeaderNames.HOST, "Plant.Example:8377");
        assertThat(gate.refusal(HttpMethod.GET, gate.folder(), headers)).isNull();
        headers.add(HttpHeaderNames.ORIGIN, "https://PLANT.example:8377");
        assertThat(gate.refusal(HttpMethod.GET, gate.folder(), headers)).isNull();
        headers.set(HttpHeaderNames.ORIGIN, "https://plants.example:8377");
        assertThat(gate.refusal(HttpMethod.GET, gate.folder(), headers)).isNotNull();
    }
}
