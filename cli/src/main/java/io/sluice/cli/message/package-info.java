/**
 * What commands for message queues of any kind share: reading the messages to send, and printing received messages.
 * Imports {@code io.sluice.reactor}, {@code core}, {@code io.sluice.cli.command}, {@code io.sluice.cli.option} and Jackson's
 * parser of JSON.
 */
@NullMarked
package io.sluice.cli.message;

import org.jspecify.annotations.NullMarked;
