/**
 * {@code sluice ring}: messages in shared memory. Imports {@code io.sluice.reactor}, {@code core}, and what the commands of all
 * kinds share; no other kind.
 */
@NullMarked
package io.sluice.cli.ring;

import org.jspecify.annotations.NullMarked;
