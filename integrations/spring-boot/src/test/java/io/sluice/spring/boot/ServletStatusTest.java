package io.sluice.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The status of errors of queues in an application with Spring MVC. */
class ServletStatusTest {
    @RegisterExtension
    private final TestQueues queues = new TestQueues();

    private final PosixMessageQueue peer = queues.create(1, 16);

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(SluiceAutoConfiguration.class, SluiceServletAutoConfiguration.class))
            .withUserConfiguration(Mvc.class)
            .withPropertyValues("sluice.queues.orders.name=" + peer.name());

    private final WebApplicationContextRunner withStatuses =
            application.withPropertyValues("sluice.web.error-status=true", "sluice.web.retry-after=7s");

    @Test
    void aFullQueueIsServiceUnavailableAndATooLargeMessageTooLarge() {
        withStatuses.run(context -> {
            peer.trySend(PosixMessage.ofText("waiting"));

            MockHttpServletResponse full = post(context, "/orders/now", "one order");
            assertThat(full.getStatus()).isEqualTo(503);
            assertThat(full.getHeader(HttpHeaders.RETRY_AFTER)).isEqualTo("7");
            assertThat(full.getErrorMessage()).contains(peer.name());
            MockHttpServletResponse tooLarge = post(context, "/orders", "x".repeat(17));
            assertThat(tooLarge.getStatus()).isEqualTo(413);
            assertThat(tooLarge.getHeader(HttpHeaders.RETRY_AFTER)).isNull();
        });
    }

    @Test
    void withoutTheOptionErrorsAreSpringsOwn() {
        application.run(context -> assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> post(context, "/orders", "x".repeat(17)))
                .withCauseInstanceOf(ErrnoException.class));
    }

    @Test
    void aMethodOfTheApplicationComesFirst() {
        withStatuses
                .withUserConfiguration(OwnStatus.class)
                .run(context -> assertThat(
                                post(context, "/orders", "x".repeat(17)).getStatus())
                        .isEqualTo(400));
    }

    @Test
    void otherErrorsStay() {
        withStatuses.run(context -> {
            MockHttpServletResponse response = new MockHttpServletResponse();
            assertThat(context.getBean(QueueErrorResolver.class)
                            .resolveException(
                                    new MockHttpServletRequest(), response, null, new IllegalStateException("another")))
                    .isNull();
            assertThat(response.getStatus()).isEqualTo(200);
        });
    }

    private static MockHttpServletResponse post(WebApplicationContext context, String path, String body)
            throws Exception {
        MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).build();
        MvcResult result =
                mvc.perform(MockMvcRequestBuilders.post(path).content(body)).andReturn();
        result.getAsyncResult(Bounds.SOON.toMillis());
        return mvc.perform(MockMvcRequestBuilders.asyncDispatch(result))
                .andReturn()
                .getResponse();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @Import(OrdersApplication.Orders.class)
    static class Mvc {}

    @RestControllerAdvice
    static class OwnStatus {
        @ExceptionHandler(MessageTooLargeException.class)
        @ResponseStatus(HttpStatus.BAD_REQUEST)
        void tooLarge() {}
    }
}
