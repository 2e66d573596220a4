package io.sluice.cli.fifo;

import io.sluice.cli.command.EscapedText;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The argument that names a FIFO. */
final class FifoPath {
    @Parameters(index = "0", paramLabel = "PATH", description = "The FIFO's path, such as /run/plant/readings.")
    private Path value = Path.of("");

    Path value() {
        return value;
    }

    /** The path on one line. */
    @Override
    public String toString() {
        return EscapedText.onOneLine(value.toString());
    }
}
