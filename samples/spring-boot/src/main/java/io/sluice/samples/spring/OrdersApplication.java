package io.sluice.samples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A web application beside a C program. What it knows of queues is in {@code application.properties}. */
@SpringBootApplication
public class OrdersApplication {
    /** Made by Spring. */
    protected OrdersApplication() {}

    /**
     * Starts it.
     *
     * @param arguments properties, such as {@code --sluice.queues.orders.name=/jobs}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(OrdersApplication.class, arguments);
    }
}
