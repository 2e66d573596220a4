package io.sluice.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.MarkdownFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The units on the pages set what systemd knows, and ask for queues that there can be. */
class SystemdUnitsTest {
    /** Of systemd.socket(5), systemd.service(5), systemd.exec(5) and systemd.unit(5), as much as the pages use. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "Socket",
            Set.of("ListenMessageQueue", "MessageQueueMaxMessages", "MessageQueueMessageSize", "SocketMode"),
            "Service",
            Set.of("ExecStart", "User", "SuccessExitStatus", "TimeoutStopSec", "LimitMSGQUEUE"),
            "Install",
            Set.of("WantedBy"));

    private static List<Map<String, String>> units() {
        return MarkdownFile.of("docs/containers.md").codeBlocks().stream()
                .filter(block -> block.language().equals("ini"))
                .map(block -> settings(block.text()))
                .toList();
    }

    private static Map<String, String> settings(String unit) {
        Map<String, String> settings = new HashMap<>();
        String section = "";
        for (String line : unit.lines().filter(line -> !line.isBlank()).toList()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
                assertThat(KNOWN).containsKey(section);
            } else {
                String key = line.substring(0, line.indexOf('='));
                assertThat(KNOWN.getOrDefault(section, Set.of())).contains(key);
                settings.put(key, line.substring(line.indexOf('=') + 1));
            }
        }
        return settings;
    }

    @Test
    void eachSettingIsOneOfItsSection() {
        assertThat(units()).hasSizeGreaterThan(2);
    }

    @Test
    void theQueuesOfASocketUnitCanBeCreated() {
        List<Map<String, String>> sockets = units().stream()
                .filter(unit -> unit.containsKey("ListenMessageQueue"))
                .toList();
        assertThat(sockets).isNotEmpty().allSatisfy(unit -> {
            String name = unit.get("ListenMessageQueue") + "-"
                    + ProcessHandle.current().pid();
            try (PosixMessageQueue queue = PosixMessageQueue.builder(name)
                    .maxMessages(Integer.parseInt(unit.get("MessageQueueMaxMessages")))
                    .maxMessageSize(Integer.parseInt(unit.get("MessageQueueMessageSize")))
                    .mode(Integer.parseInt(unit.get("SocketMode"), 8))
                    .create()) {
                assertThat(queue.permissions().mode()).isEqualTo(0600);
            } finally {
                PosixMessageQueue.unlink(name);
            }
        });
    }

    @Test
    void aServiceAllowsNativeAccessAndASignalIsNoFailure() {
        assertThat(units())
                .filteredOn(unit -> unit.containsKey("ExecStart"))
                .hasSizeGreaterThan(1)
                .allSatisfy(unit -> {
                    assertThat(unit.get("ExecStart")).startsWith("/usr/bin/java --enable-native-access=ALL-UNNAMED ");
                    assertThat(unit).containsEntry("SuccessExitStatus", "143");
                });
    }
}
