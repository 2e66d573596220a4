/**
 * What the tests of publishers share. Needs BlockHound, TestNG and the Reactive Streams TCK; may import
 * {@code io.sluice.testing}, and core.
 */
@NullMarked
package io.sluice.testing.reactive;

import org.jspecify.annotations.NullMarked;
