package io.sluice.trial.kill;

/**
 * What became of all messages of one trial.
 *
 * @param received how many different ones reached a receiver
 * @param lost how many the kernel took and no receiver got
 * @param unexplained how many of those are more than one for each killed subscription
 * @param duplicates how many came once more
 * @param orderBreaks how many came behind a later one of their priority
 * @param unsent how many a killed sender had meant to send, and the kernel has not taken
 */
record Account(long received, long lost, int unexplained, long duplicates, long orderBreaks, long unsent) {}
