/**
 * What the commands for shared memory and mapped files share: options, and how bytes get into memory and out of it. Imports {@code
 * core}, {@code io.sluice.cli.message}, {@code io.sluice.cli.option} and {@code io.sluice.cli.command}.
 */
@NullMarked
package io.sluice.cli.memory;

import org.jspecify.annotations.NullMarked;
