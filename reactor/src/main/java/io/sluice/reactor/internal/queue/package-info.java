/** Operations in order: attempted, waiting, timed out, cancelled and undone. Knows no kind. Imports {@code internal.source} and {@code io.sluice.reactor}. */
@NullMarked
package io.sluice.reactor.internal.queue;

import org.jspecify.annotations.NullMarked;
