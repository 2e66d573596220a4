package io.sluice.spring.boot;

import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Gives errors of queues the status that a client understands: 503 with {@code Retry-After} where there is no room, 413 where
 * a message is too large. What renders errors comes behind it.
 */
final class QueueErrorHandler implements WebExceptionHandler, Ordered {
    /** In front of Spring Boot's own, which is at -1. */
    private static final int ORDER = -2;

    private static final HttpStatusCode TOO_LARGE = HttpStatusCode.valueOf(413);

    private final Duration retryAfter;

    QueueErrorHandler(Duration retryAfter) {
        this.retryAfter = retryAfter;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        if (error instanceof QueueFullException || error instanceof SendTimeoutException) {
            exchange.getResponse()
                    .getHeaders()
                    .set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
            return Mono.error(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, error.getMessage(), error));
        }
        return Mono.error(
                error instanceof MessageTooLargeException
                        ? new ResponseStatusException(TOO_LARGE, error.getMessage(), error)
                        : error);
    }

    @Override
    public int getOrder() {
        return ORDER;
    }
}
