package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandLineBytesTest {
    private static byte[] bytes(String commandLine) {
        return commandLine.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void takesTheLastArgumentsAndReadsThemAsUtf8() {
        assertThat(CommandLineBytes.decoded(
                        bytes("java\0-jar\0sluice.jar\0send\0grün\0\0"), new String[] {"send", "gr??n", ""}))
                .containsExactly("send", "grün", "");
    }

    @Test
    void trustsALauncherThatAddedArguments() {
        assertThat(CommandLineBytes.decoded(bytes("launcher\0"), new String[] {"mq", "list"}))
                .containsExactly("mq", "list");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] commandLine = {'x', 0, (byte) 0xff, 0};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLineBytes.decoded(commandLine, new String[] {"x", "?"}))
                .withMessageContaining("argument 2 is not UTF-8: '\\xFF'");
    }
}
