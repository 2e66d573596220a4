/** The main job: another process sends orders, a pipeline answers them with backpressure. May import anything. */
@NullMarked
package io.sluice.samples.orders;

import org.jspecify.annotations.NullMarked;
