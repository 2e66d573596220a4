/** Single calls, measured by JMH. May import anything of the libraries. */
@NullMarked
package io.sluice.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
