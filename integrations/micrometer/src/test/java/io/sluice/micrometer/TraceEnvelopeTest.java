package io.sluice.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The header that carries the context of a trace, in Java and in C. */
class TraceEnvelopeTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final byte[] PAYLOAD = "an order".getBytes(StandardCharsets.UTF_8);

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("traceparent", PARENT);
        fields.put("tracestate", "vendor=\u00fc");
        return fields;
    }

    @Test
    void whatIsWrappedIsReadAgain() {
        TraceEnvelope read = TraceEnvelope.read(TraceEnvelope.wrap(fields(), PAYLOAD));
        assertThat(read.fields()).isEqualTo(fields());
        assertThat(read.payload()).isEqualTo(PAYLOAD);
    }

    @Test
    void theBytesAreThoseOfTheDocumentation() {
        byte[] message = TraceEnvelope.wrap(Map.of("k", "vw"), new byte[] {9});
        assertThat(HexFormat.of().formatHex(message))
                .isEqualTo("f5534c54" + "000e" + "01" + "01" + "016b" + "00027677" + "09");
    }

    @Test
    void ofTwoFieldsWithOneNameTheFirstIsRead() {
        byte[] message =
                HexFormat.of().parseHex("f5534c54" + "0012" + "01" + "02" + "016b000176" + "016b000177" + "09");
        assertThat(TraceEnvelope.read(message).fields()).containsExactly(Map.entry("k", "v"));
    }

    @Test
    void withoutFieldsThereIsNoHeader() {
        assertThat(TraceEnvelope.wrap(Map.of(), PAYLOAD)).isSameAs(PAYLOAD);
    }

    @Test
    void aMessageWithoutAHeaderIsAllPayload() {
        TraceEnvelope read = TraceEnvelope.read(PAYLOAD);
        assertThat(read.fields()).isEmpty();
        assertThat(read.payload()).isSameAs(PAYLOAD);
    }

    @Test
    void aMessageThatIsCutOffOrChangedIsReadWithoutAnError() {
        byte[] whole = TraceEnvelope.wrap(fields(), PAYLOAD);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int changes = random.nextInt(4); changes > 0 && broken.length > 4; changes--) {
                broken[4 + random.nextInt(broken.length - 4)] = (byte) random.nextInt();
            }
            TraceEnvelope read = TraceEnvelope.read(broken);
            assertThat(read.payload().length).as("seed %d", seed).isLessThanOrEqualTo(broken.length);
        }
    }

    @Test
    void aHeaderThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceEnvelope.wrap(Map.of("k", "v".repeat(65_536)), PAYLOAD))
                .withMessageContaining("at most 65535");
        assertThatIllegalArgumentException().isThrownBy(() -> TraceEnvelope.wrap(Map.of("", "v"), PAYLOAD));
        assertThatIllegalArgumentException().isThrownBy(() -> TraceEnvelope.wrap(Map.of("\u00fc", "v"), PAYLOAD));
    }

    @Test
    void aCProgramReadsOrSkipsTheHeader() {
        String source = TraceEnvelope.cHeader() + """
                #include <stdio.h>
                int main(int argc, char **argv) {
                    unsigned char message[4096];
                    size_t length = 0;
                    unsigned byte;
                    for (const char *at = argc > 1 ? argv[1] : ""; sscanf(at, "%2x", &byte) == 1; at += 2) {
                        message[length++] = byte;
                    }
                    size_t header = sluice_trace_header(message, length), size = 0;
                    const unsigned char *parent = sluice_trace_field(message, length, "traceparent", &size);
                    printf("[%.*s] [%.*s]\\n", (int) size, parent ? (const char *) parent : "",
                            (int) (length - header), (const char *) message + header);
                    return 0;
                }
                """;
        CProgram program = CProgram.ofSource("trace_header.c", source);
        assertThat(run(program, TraceEnvelope.wrap(fields(), PAYLOAD))).isEqualTo("[" + PARENT + "] [an order]");
        assertThat(run(program, TraceEnvelope.wrap(Map.of("other", "x"), PAYLOAD)))
                .isEqualTo("[] [an order]");
        assertThat(run(program, PAYLOAD)).isEqualTo("[] [an order]");
    }

    private static String run(CProgram program, byte[] message) {
        try (RunningProgram process = program.start(HexFormat.of().formatHex(message))) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.SOON);
            assertThat(exit.status()).isZero();
            return exit.output().strip();
        }
    }
}
