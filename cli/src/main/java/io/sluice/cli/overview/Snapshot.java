package io.sluice.cli.overview;

import java.time.Instant;
import java.util.List;

/**
 * All objects at one moment.
 *
 * @param time when
 * @param objects the objects, by kind and name
 * @param problems what could not be listed, in sentences
 * @param hiddenProcesses how many processes could not be looked into
 */
public record Snapshot(Instant time, List<IpcObject> objects, List<String> problems, int hiddenProcesses) {}
