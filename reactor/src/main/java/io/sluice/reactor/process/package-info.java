/** The exit of processes as {@code Mono}s. */
@NullMarked
package io.sluice.reactor.process;

import org.jspecify.annotations.NullMarked;
