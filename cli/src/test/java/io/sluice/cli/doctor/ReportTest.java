package io.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is printed of findings. */
class ReportTest {
    private static final Finding FINE = new Finding("a.limit", Verdict.OK, "10", "x fails", "sysctl -w a.limit=20");
    private static final Finding FULL = new Finding("b.limit", Verdict.FAIL, "10, 10 in use", "y fails", "rm it");
    private static final Finding HIDDEN = Finding.unknown("c.limit", "/proc/c is not there", "z \"fails\"");

    private static Check check(Supplier<List<Finding>> findings) {
        return new Check() {
            @Override
            public String area() {
                return "the area";
            }

            @Override
            public List<Finding> findings() {
                return findings.get();
            }
        };
    }

    @Test
    void theWorstVerdictIsThatOfTheReport() {
        assertThat(new Report(List.of()).worst()).isEqualTo(Verdict.OK);
        assertThat(new Report(List.of(FINE, HIDDEN)).worst()).isEqualTo(Verdict.UNKNOWN);
        assertThat(new Report(List.of(FULL, HIDDEN)).worst()).isEqualTo(Verdict.FAIL);
        assertThat(new Report(List.of(FINE, FINE.orIf(true, Verdict.WARN))).worst())
                .isEqualTo(Verdict.WARN);
        assertThat(FULL.orIf(true, Verdict.WARN)).isEqualTo(FULL);
        assertThat(FINE.orIf(false, Verdict.WARN)).isEqualTo(FINE);
    }

    @Test
    void textExplainsWhatIsNotInOrder() {
        assertThat(new TextReport().lines(new Report(List.of(FINE, FULL, HIDDEN))))
                .containsExactly(
                        "ok\ta.limit\t10",
                        "fail\tb.limit\t10, 10 in use\ty fails\trm it",
                        "unknown\tc.limit\t/proc/c is not there\tz \"fails\"");
    }

    @Test
    void theTableHasEachColumn() {
        assertThat(new LimitTable().lines(new Report(List.of(FINE, HIDDEN))))
                .containsExactly(
                        "NAME\tVALUE\tEFFECT\tREMEDY",
                        "a.limit\t10\tx fails\tsysctl -w a.limit=20",
                        "c.limit\t/proc/c is not there\tz \"fails\"\t-");
    }

    @Test
    void jsonIsOneObject() throws Exception {
        String json = String.join("\n", new JsonReport().lines(new Report(List.of(FINE, FULL, HIDDEN))));
        JsonNode report = new ObjectMapper().readTree(json);
        assertThat(report.get("verdict").asText()).isEqualTo("fail");
        assertThat(report.get("findings")).hasSize(3);
        JsonNode hidden = report.get("findings").get(2);
        assertThat(hidden.get("name").asText()).isEqualTo("c.limit");
        assertThat(hidden.get("verdict").asText()).isEqualTo("unknown");
        assertThat(hidden.get("value").asText()).isEqualTo("/proc/c is not there");
        assertThat(hidden.get("effect").asText()).isEqualTo("z \"fails\"");
        assertThat(hidden.get("remedy").asText()).isEmpty();
        assertThat(new ObjectMapper()
                        .readTree(String.join("", new JsonReport().lines(new Report(List.of()))))
                        .get("findings"))
                .isEmpty();
    }

    @Test
    void aCheckThatCannotLookHidesNoOther() {
        Report report = Report.of(List.of(
                check(() -> {
                    throw new ErrnoException("msgctl", "IPC_INFO", Errno.ENOSYS, "It is not\nthere.");
                }),
                check(() -> {
                    throw new NoClassDefFoundError("a binding");
                }),
                check(() -> List.of(FINE))));
        assertThat(report.findings()).hasSize(3);
        Finding refused = report.findings().get(0);
        assertThat(refused.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(refused.name()).isEqualTo("the area");
        assertThat(refused.value()).isEqualTo("ENOSYS");
        assertThat(refused.effect()).endsWith("It is not there.");
        assertThat(report.findings().get(1).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report.findings().get(2)).isEqualTo(FINE);
    }
}
