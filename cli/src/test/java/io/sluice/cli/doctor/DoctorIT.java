package io.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice doctor} and {@code sluice limits} on this machine, whatever its limits are. */
class DoctorIT {
    private static void assertIsAReport(Exit exit) {
        assertThat(exit.error()).isEmpty();
        assertThat(exit.output().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches("ok\t[^\t]+\t[^\t]+|(warn|fail|unknown)\t[^\t]+\t[^\t]+\t[^\t]+(\t[^\t]+)?"));
        boolean fails = exit.output().lines().anyMatch(line -> line.startsWith("fail\t"));
        assertThat(exit.status()).isEqualTo(fails ? ExitStatus.FAILED : ExitStatus.DONE);
    }

    private static Stream<String> names(Exit exit) {
        return exit.output().lines().map(line -> line.split("\t", -1)[1]);
    }

    @Test
    void eachCheckHasALine() {
        Exit exit = SluiceProcess.run("doctor");
        assertIsAReport(exit);
        assertThat(names(exit)).doesNotHaveDuplicates().contains("RLIMIT_MSGQUEUE");
    }

    @Test
    void jsonHasTheSame() throws Exception {
        Exit exit = SluiceProcess.run("doctor", "--format", "json");
        JsonNode report = new ObjectMapper().readTree(exit.output());
        boolean fails = report.get("verdict").asText().equals("fail");
        assertThat(exit.status()).isEqualTo(fails ? ExitStatus.FAILED : ExitStatus.DONE);
        assertThat(report.get("findings").findValuesAsText("name")).contains("RLIMIT_MSGQUEUE");
    }

    @Test
    void limitsAreATableOfTheSame() throws Exception {
        Exit exit = SluiceProcess.run("limits");
        assertThat(exit.status()).isEqualTo(ExitStatus.DONE);
        assertThat(exit.output()).startsWith("NAME\tVALUE\tEFFECT\tREMEDY\n").contains("\nRLIMIT_MSGQUEUE\t");
        assertThat(exit.output().lines())
                .allSatisfy(line -> assertThat(line.split("\t", -1)).hasSize(4));

        JsonNode json = new ObjectMapper()
                .readTree(SluiceProcess.run("limits", "--format", "json").output());
        assertThat(json.get("findings").findValuesAsText("name"))
                .containsExactlyElementsOf(exit.output()
                        .lines()
                        .skip(1)
                        .map(line -> line.split("\t", -1)[0])
                        .toList());
    }

    @Test
    void anOrdinaryUserIsToldTheSame(@TempDir Path folder) throws Exception {
        String[] nobody = Programs.nobody();
        Path copy = ForkedJvm.copyForEverybody(SluiceProcess.JAR, folder, "sluice.jar");
        try (SluiceProcess process =
                SluiceProcess.startUnder(nobody, copy, "doctor").read()) {
            Exit exit = process.awaitExit();
            assertIsAReport(exit);
            assertThat(names(exit))
                    .containsExactlyElementsOf(
                            names(SluiceProcess.run("doctor")).toList());
        }
    }

    @Test
    void aLoweredLimitOfQueueBytesIsAFailure() {
        String[] prefix = Stream.of(Programs.unshare("--ipc"), Programs.limit("--msgqueue=1000"))
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
        try (SluiceProcess process = SluiceProcess.startUnder(prefix, "doctor").read()) {
            Exit exit = process.awaitExit();
            assertIsAReport(exit);
            assertThat(exit.status()).isEqualTo(ExitStatus.FAILED);
            assertThat(exit.output()).contains("fail\tRLIMIT_MSGQUEUE\t1000, ").contains("EMFILE");
        }
    }

    @Test
    void anUnknownFormatIsAMisuse() {
        for (String command : new String[] {"doctor", "limits"}) {
            SluiceProcess.run(command, "--format", "xml")
                    .assertFailed(ExitStatus.MISUSED, "'xml' is not text or json", "sluice " + command + " --help");
        }
    }
}
