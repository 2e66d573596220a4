package io.sluice.cli.web;

import java.util.Map;
import reactor.netty.http.server.HttpServerResponse;

/** The headers of each answer. The page is its own files and nothing else, is in no frame, and stays in no cache. */
final class SafeHeaders {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private SafeHeaders() {}

    static void addTo(HttpServerResponse response) {
        HEADERS.forEach(response::header);
    }
}
