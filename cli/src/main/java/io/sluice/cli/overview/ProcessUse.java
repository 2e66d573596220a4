package io.sluice.cli.overview;

/**
 * A process, and what it does with an object.
 *
 * @param pid its id
 * @param command its name, as {@code ps} shows it
 * @param use for a holder {@code r}, {@code w}, {@code rw} or {@code mapped}; for a waiter the call in which it waits
 */
public record ProcessUse(long pid, String command, String use) {}
