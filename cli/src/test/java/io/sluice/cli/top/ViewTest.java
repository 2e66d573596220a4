package io.sluice.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.overview.Fill;
import io.sluice.cli.overview.Fill.Unit;
import io.sluice.cli.overview.FoundProcesses;
import io.sluice.cli.overview.IpcObject;
import io.sluice.cli.overview.LeastRates;
import io.sluice.cli.overview.ObjectIdentity;
import io.sluice.cli.overview.ObjectKind;
import io.sluice.cli.overview.ProcessUse;
import io.sluice.cli.overview.Snapshot;
import io.sluice.cli.overview.SortOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of the screen, without a terminal. */
class ViewTest {
    private static final FoundProcesses NOBODY = new FoundProcesses(List.of(), null, true);

    private static IpcObject queue(String name, long messages) {
        return new IpcObject(
                new ObjectIdentity(ObjectKind.POSIX_QUEUE, name, null, 1),
                new Fill(messages, 10L, Unit.MESSAGES, messages),
                new LeastRates(messages, 0),
                null,
                null,
                new FoundProcesses(List.of(new ProcessUse(4711, "orderd", "rw")), null, false),
                NOBODY);
    }

    private static IpcObject[] queues(int count) {
        return IntStream.range(0, count).mapToObj(i -> queue("/q" + i, 1)).toArray(IpcObject[]::new);
    }

    private static List<AttributedString> drawn(int width, int rows, Scroll scroll, IpcObject... objects) {
        Snapshot snapshot = new Snapshot(Instant.EPOCH, List.of(objects), List.of(), 3);
        return new View(width, rows, true).lines(snapshot, SortOrder.DEPTH, Duration.ofMillis(1500), scroll);
    }

    private static List<String> text(List<AttributedString> lines) {
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    @Test
    void eachObjectHasALineWithABarAndTheFullestIsFirst() {
        List<String> lines = text(drawn(120, 8, new Scroll(), queue("/quiet", 1), queue("/busy", 10)));
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0)).contains("2 objects  by depth  every 1.5s");
        assertThat(lines.get(1)).startsWith("Processes that cannot be looked into: 3,");
        assertThat(lines.get(2)).startsWith("KIND      NAME").contains("IN/S>= OUT/S>= HELD WAIT WHO");
        assertThat(lines.get(3)).startsWith("mq        /busy ").contains("[########]", "10.0", "1+", "4711 orderd rw");
        assertThat(lines.get(4)).startsWith("mq        /quiet ").contains("[#       ]");
        assertThat(lines.get(7)).startsWith("q quit");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 20, 40, 80, 200})
    void noLineIsLongerThanTheTerminal(int width) {
        assertThat(drawn(width, 10, new Scroll(), queue("/" + "注文".repeat(60), 3), queue("/b\nc", 4)))
                .hasSize(10)
                .allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(width));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 50})
    void thereAreNoMoreLinesThanTheTerminalHas(int rows) {
        assertThat(drawn(80, rows, new Scroll(), queue("/a", 1), queue("/b", 2)))
                .hasSize(rows);
    }

    @Test
    void aLongListIsScrolled() {
        Scroll scroll = new Scroll();
        scroll.by(20);
        List<String> lines = text(drawn(80, 10, scroll, queues(50)));
        assertThat(lines.get(0)).contains("21-26 of 50 objects");
        assertThat(lines.get(3)).contains("/q20");
        scroll.by(1000);
        assertThat(text(drawn(80, 10, scroll, queues(50))).get(0)).contains("45-50 of 50 objects");
        scroll.by(-1);
        assertThat(text(drawn(80, 10, scroll, queues(50))).get(0)).contains("44-49 of 50 objects");
        scroll.toTop();
        assertThat(text(drawn(80, 10, scroll, queues(50))).get(0)).contains("1-6 of 50 objects");
    }

    @Test
    void aListThatGetsShorterIsScrolledBackAndTheNextKeyGoesOnFromThere() {
        Scroll scroll = new Scroll();
        scroll.by(40);
        drawn(80, 10, scroll, queues(50));
        List<String> lines = text(drawn(80, 10, scroll, queues(10)));
        assertThat(lines.get(0)).contains("5-10 of 10 objects");
        assertThat(lines.get(3)).contains("/q4");
        scroll.by(-1);
        assertThat(text(drawn(80, 10, scroll, queues(10))).get(3)).contains("/q3");
        assertThat(text(drawn(80, 10, scroll, queues(2))).get(3)).contains("/q0");
    }

    @Test
    void aScreenThatGetsHigherIsFilled() {
        Scroll scroll = new Scroll();
        scroll.by(44);
        drawn(80, 10, scroll, queues(50));
        assertThat(text(drawn(80, 24, scroll, queues(50))).get(0)).contains("31-50 of 50 objects");
    }

    @ParameterizedTest
    @CsvSource({"0, 32", "6, 32", "7, 33", "8, 33", "9, 31", "10, 31"})
    void theBarHasTheColourOfHowFullTheObjectIs(int messages, int colour) {
        assertThat(drawn(80, 10, new Scroll(), queue("/a", messages)).get(3).toAnsi())
                .contains("\u001b[" + colour + "m");
    }

    @Test
    void memoryIsNotFullOfAnything() {
        IpcObject memory = new IpcObject(
                new ObjectIdentity(ObjectKind.POSIX_MEMORY, "/a", null, 1),
                new Fill(4096L, 4096L, Unit.BYTES, null),
                null,
                null,
                null,
                NOBODY,
                NOBODY);
        List<String> lines = text(drawn(80, 10, new Scroll(), memory, queue("/b", 0)));
        assertThat(lines.get(3)).contains("/b");
        assertThat(lines.get(4)).contains("/a", "4096     4096").doesNotContain("[");
    }

    @Test
    void withoutColoursThereIsNone() {
        Snapshot snapshot = new Snapshot(Instant.EPOCH, List.of(queue("/a", 10)), List.of(), 0);
        String plain = new View(80, 6, false)
                .lines(snapshot, SortOrder.DEPTH, Duration.ofSeconds(1), new Scroll())
                .get(3)
                .toAnsi();
        String coloured = new View(80, 6, true)
                .lines(snapshot, SortOrder.DEPTH, Duration.ofSeconds(1), new Scroll())
                .get(3)
                .toAnsi();
        assertThat(plain).doesNotContain("\u001b[3");
        assertThat(coloured).contains("\u001b[31m");
    }
}
