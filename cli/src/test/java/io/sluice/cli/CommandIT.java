package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.LongTest;
import io.sluice.testing.TestQueues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as a program. */
class CommandIT {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final String name = queues.name();

    @Test
    void runsWithoutFlagsAndWarnings() throws Exception {
        List<String> java = SluiceProcess.java();
        List<String> plain = new ArrayList<>(List.of(java.get(0)));
        plain.addAll(java.subList(java.indexOf("-jar"), java.size()));
        plain.addAll(List.of("mq", "create", name));
        Process process = new ProcessBuilder(plain).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).isEqualTo("created " + name + ": 10 messages of 8192 bytes, mode 0600\n");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    @LongTest
    void versionPrintsTheBindingAndTheJdk() {
        Exit exit = SluiceProcess.run("--version");
        String binding = System.getProperty("io.sluice.libc", "jna");
        assertThat(exit.output())
                .matches("sluice \\d.*\nbinding: " + binding + "\n(not used: \\w+: .*\n)?JDK: \\d.*\n");
        assertThat(exit.error()).isEmpty();
        assertThat(exit.status()).isZero();
    }

    @LongTest
    @Test
    void helpGoesToStandardOutputAndAMisuseToStandardError() {
        Exit help = SluiceProcess.run("mq", "receive", "--help");
        assertThat(help.output()).startsWith("Usage: sluice mq receive ").doesNotContain("\u001b");
        assertThat(help.error()).isEmpty();
        assertThat(help.status()).isZero();

        Exit misuse = SluiceProcess.run("mq", "info", "orders");
        assertThat(misuse.output()).isEmpty();
        assertThat(misuse.error()).startsWith("sluice: ").hasLineCount(1);
        assertThat(misuse.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @LongTest
    @ValueSource(strings = {"mq info \"$1\"", "--version", "--help", "mq receive --help"})
    void aFullOrClosedStandardOutputIsAnError(String command) {
        queues.closing(PosixMessageQueue.builder(name).create());
        SluiceProcess.shell("sluice " + command + " > /dev/full", name)
                .assertFailed(ExitStatus.FAILED, "standard output: ");
        SluiceProcess.shell("sluice " + command + " >&-", name).assertFailed(ExitStatus.FAILED, "standard output: ");
    }

    @Test
    @LongTest
    void namesAndTextsAreUtf8WhateverTheLocale() {
        String umlauts = name + "-größe";
        Exit exit = SluiceProcess.shell(
                "export LC_ALL=C; sluice mq create \"$1\" && sluice mq send \"$1\" \"$2\""
                        + " && sluice mq receive \"$1\" --count 1; sluice mq unlink \"$1\"",
                umlauts,
                "für 3 €");
        assertThat(exit.error()).isEmpty();
        assertThat(exit.output().lines().skip(1)).containsExactly("0\tfür 3 €");
    }

    @Test
    @LongTest
    void anArgumentThatIsNotUtf8IsAMisuse() {
        Exit exit = SluiceProcess.shell("sluice mq send \"$1\" \"$(printf '\\377')\"", name);
        assertThat(exit.error()).contains("is not UTF-8: '\\xFF'").hasLineCount(1);
        assertThat(exit.status()).isEqualTo(2);
    }
}
