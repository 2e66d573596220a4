/**
 * The contestants in Java. Each runs in a process of its own, {@link io.sluice.benchmarks.worker.WorkerMain}, and takes
 * its rounds on command. May import anything of the libraries, and nothing of the harness.
 */
@NullMarked
package io.sluice.benchmarks.worker;

import org.jspecify.annotations.NullMarked;
