/**
 * Linux inter-process communication as {@code Flux} and {@code Mono}. Imports {@code sluice-core} without its native
 * seam, and {@code reactor-core}.
 */
@NullMarked
package io.sluice.reactor;

import org.jspecify.annotations.NullMarked;
