package io.sluice.spring.boot;

import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Gives errors of queues their status in a reactive application. What renders errors comes behind it. */
final class QueueErrorHandler implements WebExceptionHandler, Ordered {
    /** In front of Spring Boot's own, which is at -1. */
    private static final int ORDER = -2;

    private final Duration retryAfter;

    QueueErrorHandler(Duration retryAfter) {
        this.retryAfter = retryAfter;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        QueueErrorStatus status = QueueErrorStatus.of(error, retryAfter);
        if (status == null || exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        if (status.retryAfter() != null) {
            exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, status.retryAfter());
        }
        return Mono.error(
                new ResponseStatusException(HttpStatusCode.valueOf(status.status()), error.getMessage(), error));
    }

    @Override
    public int getOrder() {
        return ORDER;
    }
}
