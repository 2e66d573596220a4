package io.sluice.spring.boot;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Gives errors of queues their status in a servlet application. What renders errors comes behind it. */
final class QueueErrorResolver implements HandlerExceptionResolver, Ordered {
    /** Behind Spring's own at 0, so that the application's {@code @ExceptionHandler} methods come first. */
    private static final int ORDER = 1;

    private final Duration retryAfter;

    QueueErrorResolver(Duration retryAfter) {
        this.retryAfter = retryAfter;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception error) {
        QueueErrorStatus status = QueueErrorStatus.of(error, retryAfter);
        if (status == null || response.isCommitted()) {
            return null;
        }
        if (status.retryAfter() != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, status.retryAfter());
        }
        try {
            response.sendError(status.status(), error.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView(); // there is nothing left to render
    }

    @Override
    public int getOrder() {
        return ORDER;
    }
}
