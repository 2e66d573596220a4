/**
 * Auto-configuration for Spring Boot 3.5 and 4: beans from properties below {@code sluice}, their health, an endpoint, and
 * streams that stop first when the application stops. Imports {@code io.sluice.reactor} and what it is made of, and Spring.
 */
@NullMarked
package io.sluice.spring.boot;

import org.jspecify.annotations.NullMarked;
