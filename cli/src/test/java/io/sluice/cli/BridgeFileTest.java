package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a file of routes is said in one line. */
class BridgeFileTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int bridge(Path file, String... options) {
        PrintWriter errors = new PrintWriter(err, true);
        return Sluice.commandLine(new StandardOutput(OutputStream.nullOutputStream()), new Termination(errors))
                .setErr(errors)
                .execute(Stream.concat(Stream.of("bridge", "--config", file.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    bootstrap=a:1                                     | has no route, such as route.orders.from
                    boot=a:1                                          | 'boot' is no setting: use bootstrap, journal,
                    route.a.form=/a                                   | 'route.a.form' is no setting
                    route.a.from=/a                                   | route a: a route needs both ends: to is missing
                    route.a.from=/a;route.a.to=/b                     | route a: '/a' and '/b' make no route
                    route.a.from=b;route.a.to=kafka:c                 | route a: 'b' is no end of a route
                    route.a.from=/a;route.a.to=kafka:c                | --bootstrap is missing
                    route.a.from=/a;route.a.to=kafka:c;route.a.order=key | route a: 'key' is not number, all or none
                    route.a.from=/a;route.a.to=kafka:c;route.b.from=mq:/a;route.b.to=kafka:d | mq:/a is the beginning of two routes
                    route.a.from=/a;route.a.to=kafka:c;bootstrap=c    | 'c' is not HOST:PORT
                    route.a.from=/a;route.a.to=kafka:c;bootstrap=c:1;sync=yes | sync is 'yes': use true or false
                    route.a.from=/a;route.a.to=kafka:c;bootstrap=c:1;journal-size=1t | '1t' is not a size
                    route.a.from=fifo:/a;route.a.to=kafka:c;route.a.records=4097 | route a: '4097' is neither lines nor
                    a=\\u00                                           | Malformed
                    """)
    void aWrongSettingIsNamed(String lines, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("routes"), lines.replace(';', '\n'));
        assertThat(bridge(file)).isEqualTo(ExitStatus.MISUSED);
        assertThat(err.toString()).startsWith("sluice: ").contains(complaint).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"--order, order, all", "--group, group, g", "--dead-letter, dead-letter, d", "--records, records, lines"
    })
    void anOptionOfARouteIsNotForTheRoutesOfAFile(String option, String setting, String value) throws IOException {
        Path file = Files.writeString(folder.resolve("routes"), "route.a.from=/a\nroute.a.to=kafka:c\nbootstrap=c:1\n");
        assertThat(bridge(file, option, value)).isEqualTo(ExitStatus.MISUSED);
        assertThat(err.toString())
                .startsWith(
                        "sluice: " + option + " is for the route of --from and --to: a route of a file has route.NAME."
                                + setting + " (see ")
                .hasLineCount(1);
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("none");
        assertThat(bridge(file)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).isEqualTo("sluice: there is no file " + file + "\n");
    }
}
