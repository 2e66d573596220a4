package io.sluice.cli.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.testing.LongTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file through a mapping. */
@LongTest
class MapIT {
    private static Exit map(Path file, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "map";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return SluiceProcess.run(arguments);
    }

    @Test
    void theBytesOfAFileArePrinted(@TempDir Path folder) throws IOException {
        String text = "0123456789".repeat(20_000);
        Path file = Files.writeString(folder.resolve("file"), text);
        assertThat(map(file)).isEqualTo(new Exit(ExitStatus.DONE, text, ""));
        assertThat(map(file, "--offset", "5003", "--length", "4").output()).isEqualTo("3456");
        assertThat(map(file, "--offset", "199999").output()).isEqualTo("9");
        map(file, "--offset", "200001").assertFailed(ExitStatus.FAILED, "The offset is 200001");
        map(file, "--offset", "199999", "--length", "2").assertFailed(ExitStatus.FAILED, "2 were asked for");
    }

    @Test
    void whatCannotBeMappedIsRefused(@TempDir Path folder) throws IOException {
        map(folder).assertFailed(ExitStatus.FAILED, "EISDIR");
        map(folder.resolve("missing")).assertFailed(ExitStatus.FAILED, "ENOENT");
        map(Files.createFile(folder.resolve("empty"))).assertFailed(ExitStatus.FAILED, "EINVAL");
        SluiceProcess.run("map").assertFailed(ExitStatus.MISUSED, "FILE");
    }
}
