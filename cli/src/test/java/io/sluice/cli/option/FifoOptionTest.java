package io.sluice.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.cli.command.CommandFailure;
import io.sluice.pipe.Fifo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FifoOptionTest {
    @TempDir
    private Path folder;

    private Path fifo(String name) {
        Path path = folder.resolve(name);
        Fifo.create(path);
        return path;
    }

    private static List<Path> checked(Path... paths) {
        String[] arguments =
                List.of(paths).stream().map(path -> "--fifo=" + path).toArray(String[]::new);
        return CommandLine.populateCommand(new FifoOption(), arguments).checked();
    }

    @Test
    void aFifoThatIsNamedTwiceIsShownOnceInTheOrderInWhichTheyAreNamed() {
        Path second = fifo("b");
        Path first = fifo("a");
        assertThat(checked(second, first, second, first)).containsExactly(second, first);
        assertThat(checked()).isEmpty();
    }

    @Test
    void whatIsNoFifoIsNamed() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> checked(fifo("a"), folder))
                .withMessage("'" + folder + "' is no FIFO");
    }
}
