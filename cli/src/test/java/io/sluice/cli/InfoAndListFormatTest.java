package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.pipe.Fifo;
import io.sluice.ring.Ring;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.SysvTestSegments;
import io.sluice.testing.SysvTestSets;
import io.sluice.testing.TestQueues;
import io.sluice.testing.TestRings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code info} and {@code list} print the same names and values as text and as JSON. */
class InfoAndListFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final TestRings rings = new TestRings();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    @RegisterExtension
    final SysvTestSets sets = new SysvTestSets();

    @RegisterExtension
    final SysvTestSegments segments = new SysvTestSegments();

    @TempDir
    Path folder;

    private static List<String> sluice(String command) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintWriter err = new PrintWriter(output, true, StandardCharsets.UTF_8);
        Sluice.commandLine(new StandardOutput(output), new Termination(err))
                .setErr(err)
                .execute(command.split(" ", -1));
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Map<String, String> json(String line) {
        try {
            JsonNode object = JSON.readTree(line);
            Map<String, String> values = new LinkedHashMap<>();
            object.properties().forEach(member -> values.put(member.getKey(), text(member.getValue())));
            return values;
        } catch (IOException notJson) {
            throw new AssertionError(line, notJson);
        }
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> each = new ArrayList<>();
            value.forEach(number -> each.add(text(number)));
            return String.join(",", each);
        }
        return value.isNull() ? "-" : value.asText();
    }

    private static Map<String, String> infoAsText(String command) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : sluice(command)) {
            String[] nameAndValue = line.split(": ", 2);
            values.put(nameAndValue[0], nameAndValue[1]);
        }
        return values;
    }

    private static Map<String, String> assertInfo(String command) {
        List<String> lines = sluice(command + " --format json");
        assertThat(lines).as(command).hasSize(1);
        Map<String, String> values = json(lines.get(0));
        assertThat(new ArrayList<>(values.entrySet()))
                .as(command)
                .isEqualTo(new ArrayList<>(infoAsText(command).entrySet()));
        return values;
    }

    /** Compares the lines of one object: others come and go. */
    private static void assertList(String command, String column, String value) {
        List<String> lines = sluice(command);
        List<String> names = List.of(lines.get(0).toLowerCase(Locale.ROOT).split("\t", -1));
        List<List<String>> rows = lines.stream()
                .skip(1)
                .map(line -> List.of(line.split("\t", -1)))
                .filter(row -> row.get(names.indexOf(column)).equals(value))
                .toList();
        List<Map<String, String>> objects = sluice(command + " --format json").stream()
                .map(InfoAndListFormatTest::json)
                .filter(object -> value.equals(object.get(column)))
                .toList();
        assertThat(rows).as(command).hasSize(1);
        assertThat(objects).as(command).hasSize(1);
        assertThat(List.copyOf(objects.get(0).keySet())).as(command).isEqualTo(names);
        assertThat(List.copyOf(objects.get(0).values())).as(command).isEqualTo(rows.get(0));
    }

    @Test
    void queues() {
        String name = queues.create(4, 16).name();
        assertThat(assertInfo("mq info " + name)).containsEntry("mode", "0600").containsEntry("max-messages", "4");
        String id = Integer.toString(sysvQueues.create().id());
        assertThat(sluice("sysv info --id " + id + " --format json").get(0))
                .startsWith("{\"id\":" + id + ",\"key\":\"0x")
                .contains("\"messages\":0,", "\"last-sender\":null,", "\"last-send-time\":null,");
        assertInfo("sysv info --id " + id);
        assertList("sysv list", "id", id);
    }

    @Test
    void theListOfPosixQueues() {
        assumeTrue(sluice("mq list").get(0).startsWith("NAME"), "the mqueue file system is not mounted");
        assertList("mq list", "name", queues.create(4, 16).name());
    }

    @Test
    void semaphores() {
        String name = queues.name();
        sluice("semaphore create " + name + " --value 3");
        try {
            assertThat(sluice("semaphore info " + name + " --format json"))
                    .containsExactly("{\"name\":\"" + name + "\",\"value\":3}");
            assertInfo("semaphore info " + name);
            assertList("semaphore list", "name", name);
        } finally {
            sluice("semaphore unlink " + name);
        }
        String id = Integer.toString(sets.create(1, 0, 3).id());
        assertThat(sluice("sysvsem info --id " + id + " --format json").get(0)).contains("\"values\":[1,0,3],");
        assertInfo("sysvsem info --id " + id);
        assertList("sysvsem list", "id", id);
    }

    @Test
    void memory() {
        String name = queues.name();
        sluice("shm create " + name + " --size 4096");
        try {
            assertInfo("shm info " + name);
            assertList("shm list", "name", name);
        } finally {
            sluice("shm unlink " + name);
        }
        String id = Integer.toString(segments.create(4096).id());
        assertThat(sluice("sysvshm info --id " + id + " --format json").get(0))
                .endsWith("\"marked-for-destruction\":false}");
        assertInfo("sysvshm info --id " + id);
        assertList("sysvshm list", "id", id);
        Ring ring = rings.create();
        assertThat(sluice("ring info " + ring.name() + " --format json").get(0)).contains(",\"consumer\":null,");
        assertInfo("ring info " + ring.name());
        assertList("ring list", "name", ring.name());
    }

    @Test
    void filesAndSignals() {
        Path fifo = folder.resolve("fifo");
        Fifo.create(fifo);
        assertInfo("fifo info " + fifo);
        Path path = folder.resolve("locked");
        try (LockFile file = LockFile.open(path, LockFileOptions.create())) {
            assertThat(file.tryLock(LockMode.EXCLUSIVE, LockRange.whole())).isTrue();
            assertList(
                    "lock info " + path,
                    "pid",
                    Long.toString(ProcessHandle.current().pid()));
        }
        assertThat(sluice("lock info " + path + " --format json")).isEmpty();
        assertList("signal list", "name", "SIGUSR1");
    }
}
