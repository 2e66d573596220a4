package io.sluice.cli.bridge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a bridge does.
 *
 * @param routes one or more
 * @param client settings of Kafka's clients
 * @param journal the folder of the journals
 * @param journalSize how many bytes each of them may have
 * @param sync whether each message is forced to disk
 */
record BridgeSettings(
        List<RouteSettings> routes, Map<String, String> client, Path journal, long journalSize, boolean sync) {}
