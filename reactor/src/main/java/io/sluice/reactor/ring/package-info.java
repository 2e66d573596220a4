/** Messages through a ring in shared memory. */
@NullMarked
package io.sluice.reactor.ring;

import org.jspecify.annotations.NullMarked;
