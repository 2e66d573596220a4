package io.sluice.spring.boot;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** An application that has nothing but what properties make. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class EmptyApplication {}
