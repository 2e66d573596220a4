package io.sluice.spring.boot;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of queues and of what handles their messages, without the rest of the application: no web server, and none of its own
 * components but those that the test imports.
 *
 * <pre>{@code
 * @SluiceTest
 * @TestPropertySource(properties = {"sluice.queues.orders.name=/orders", "sluice.queues.orders.open=open-or-create"})
 * class OrdersTest {
 *     @Autowired
 *     NamedPosixMqSender ordersSender;
 * }
 * }</pre>
 */
@SuppressWarnings("exports") // who uses it has the modules of its annotations
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(SpringBootTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@ImportAutoConfiguration(SluiceAutoConfiguration.class)
public @interface SluiceTest {}
