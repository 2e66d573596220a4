package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Help and misuse: nothing here comes as far as the kernel. */
class UsageTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        PrintWriter errors = new PrintWriter(err, true);
        CommandLine commandLine = Sluice.commandLine(new StandardOutput(output), new Termination(errors));
        return commandLine.setOut(new PrintWriter(out, true)).setErr(errors).execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mq",
                "mq create",
                "mq send",
                "mq receive",
                "mq notify",
                "mq info",
                "mq list",
                "mq unlink",
                "sysv",
                "sysv create",
                "sysv send",
                "sysv receive",
                "sysv browse",
                "sysv info",
                "sysv list",
                "sysv remove",
                "sysvsem",
                "sysvsem create",
                "sysvsem change",
                "sysvsem await-zero",
                "sysvsem run",
                "sysvsem info",
                "sysvsem list",
                "sysvsem remove",
                "shm",
                "shm create",
                "shm write",
                "shm read",
                "shm info",
                "shm list",
                "shm unlink",
                "map",
                "ring",
                "ring create",
                "ring send",
                "ring receive",
                "ring info",
                "ring list",
                "ring unlink",
                "ring header",
                "sysvshm",
                "sysvshm create",
                "sysvshm write",
                "sysvshm read",
                "sysvshm info",
                "sysvshm list",
                "sysvshm remove",
                "semaphore",
                "semaphore create",
                "semaphore post",
                "semaphore wait",
                "semaphore run",
                "semaphore info",
                "semaphore list",
                "semaphore unlink",
                "lock",
                "lock info",
                "signal",
                "signal list",
                "signal send",
                "signal catch",
                "process",
                "process wait",
                "timer",
                "bridge",
                "top",
                "web",
                "doctor",
                "limits",
                "completion",
            })
    void helpShowsUsageAndExamplesInEightyColumns(String command) {
        String[] words = (command + " --help").strip().split(" ");
        assertThat(execute(words)).isZero();
        assertThat(out.toString())
                .startsWith("Usage: " + ("sluice " + command).strip() + " [")
                .contains("Examples:\n  sluice ");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mq", "sysv", "signal", "process"})
    void withoutASubcommandTheUsageIsPrintedAndTheStatusIsTwo(String command) {
        assertThat(execute(command.isEmpty() ? new String[0] : new String[] {command}))
                .isEqualTo(ExitStatus.MISUSED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("Usage: sluice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    frobnicate                         | 'frobnicate' is not a command
                    mq frobnicate                      | 'frobnicate' is not a command
                    mq info                            | 'NAME'
                    mq info orders                     | must begin with a slash, as in /orders
                    mq info /                          | at least one character behind the slash
                    mq info /a/b                       | no second slash
                    mq info /.                         | must not be . or ..
                    mq info /a /b                      | unexpected argument '/b'
                    mq unlink orders                   | must begin with a slash
                    mq list /a                         | unexpected argument '/a'
                    mq create /a --max-messages 0      | '0' is not a whole number from 1 to 2147483647
                    mq create /a --max-messages ten    | 'ten' is not a whole number
                    mq create /a --max-messages        | '--max-messages'
                    mq create /a --max-message-size -1 | '-1' is not a whole number from 1
                    mq create /a --max-message-size 9999999999 | '9999999999' is not a whole number
                    mq create /a --mode 0888           | '0888' is not an octal mode
                    mq create /a --mode 1777           | '1777' is not an octal mode
                    mq create /a --mode rw             | 'rw' is not an octal mode
                    mq create /a --modus 0600          | unknown option '--modus'
                    mq send orders x                   | must begin with a slash
                    mq send /a x --priority -1         | '-1' is not a whole number from 0 to 32767
                    mq send /a x --priority 32768      | '32768' is not a whole number from 0 to 32767
                    mq send /a x --timeout 5           | '5' is not a duration
                    mq send /a x --timeout -1s         | '-1s' is not a duration
                    mq send /a x --timeout PT-1S       | 'PT-1S' is not a duration
                    mq send /a x --timeout soon        | 'soon' is not a duration
                    mq send /a --file /tmp/x --raw     | mutually exclusive
                    mq send /a --base64 --format json  | mutually exclusive
                    mq send /a --file /tmp/x text      | 'text' is a TEXT, and --file goes without one
                    mq send /a text --raw              | 'text' is a TEXT, and --raw goes without one
                    mq send /a --format xml            | 'xml' is not text or json
                    ring send /a --file x text         | 'text' is a TEXT, and --file goes without one
                    sysv send --key 5 --raw text       | 'text' is a TEXT, and --raw goes without one
                    fifo send /tmp/a --file x text     | 'text' is a TEXT, and --file goes without one
                    fifo send /tmp/a --raw --file x    | --raw sends bytes as they are
                    mq receive /a --count 0            | '0' is not a whole number from 1
                    mq receive /a --rate 0             | '0' is not a rate above zero
                    mq receive /a --rate -1            | '-1' is not a rate above zero
                    mq receive /a --rate fast          | 'fast' is not a rate above zero
                    mq receive /a --follow --until-empty | mutually exclusive
                    mq notify orders                   | must begin with a slash
                    mq notify /a --count 0             | '0' is not a whole number from 1
                    process wait                       | PID
                    process wait 0                     | '0' is not the id of a process
                    process wait 2147483648            | '2147483648' is not the id of a process
                    timer                              | --every
                    timer --every 1s --after 1s        | mutually exclusive
                    timer --every 0s                   | '0s' is not longer than zero
                    timer --every -1s                  | '-1s' is not a duration
                    timer --after soon                 | 'soon' is not a duration
                    timer --at noon                    | 'noon' is not a time
                    timer --at 2020-02-30T00:00:00Z    | '2020-02-30T00:00:00Z' is not a time
                    timer --at 2020-01-01T00:00:00Z    | '2020-01-01T00:00:00Z' is in the past
                    timer --after 1s --clock lunar     | there is no clock 'lunar': the clocks are realtime, monotonic
                    timer --after 1s --count 0         | '0' is not a whole number from 1
                    bridge                             | there is no route: use --from and --to, or --config
                    bridge --from /a                   | a route needs both ends: to is missing
                    bridge --to kafka:a                | a route needs both ends: from is missing
                    bridge --from a --to kafka:a       | 'a' is no end of a route: use a POSIX queue such as /orders
                    bridge --from mq:a --to kafka:a    | must begin with a slash, as in /a
                    bridge --from sysv:x --to kafka:a  | 'x' is not a key, such as 1234 or 0x000004d2
                    bridge --from /a --to kafka:a/b    | 'a/b' is no name of a topic
                    bridge --from /a --to /b           | '/a' and '/b' make no route: one end is a queue
                    bridge --from kafka:a --to kafka:b | 'kafka:a' and 'kafka:b' make no route
                    bridge --from /a --to kafka:a      | --bootstrap is missing: a broker of Kafka, such as localhost:9092
                    bridge --from /a --to kafka:a --bootstrap localhost | 'localhost' is not HOST:PORT, such as localhost:9092
                    bridge --from /a --to kafka:a --bootstrap x:1,y | 'y' is not HOST:PORT
                    bridge --from /a --to kafka:a --bootstrap x:1 --journal-size 64mb | '64mb' is not a size above zero, such as 65536, 512k, 64m or 2g
                    bridge --from /a --to kafka:a --bootstrap x:1 --journal-size 0 | '0' is not a size above zero
                    bridge --from /a --to kafka:a --bootstrap x:1 --order key | 'key' is not number, all or none
                    bridge --from /a --to kafka:a --group g | group is for a route from Kafka
                    bridge --from /a --to kafka:a --dead-letter d | dead-letter is for a route from Kafka
                    bridge --from kafka:a --to /a --order all | order is for a route to Kafka
                    bridge --from kafka:a --to /a --dead-letter a | 'a' is the topic that is read: dead letters need another one
                    bridge --from /a --to kafka:a --bootstrap x:1 --journal-size 8589934592g | '8589934592g' is too large
                    bridge --from ring:a --to kafka:a  | must begin with a slash, as in /a
                    bridge --from fifo:a --to kafka:a  | 'a' is no full path of a FIFO
                    bridge --from /a --to fifo:/b      | '/a' and 'fifo:/b' make no route
                    bridge --from fifo:/a --to kafka:a --records 0 | '0' is neither lines nor how many bytes
                    bridge --from kafka:a --to fifo:/a --records words | 'words' is neither lines nor how many bytes
                    bridge --from /a --to kafka:a --records lines | records is for a route from or to a FIFO
                    bridge --from /a --too kafka:a     | unknown option '--too'
                    mq receive /a --format xml         | 'xml' is not text or json
                    web --port 65536                   | '65536' is not a whole number from 0 to 65535
                    web --port http                    | 'http' is not a whole number from 0 to 65535
                    web --interval 0s                  | '0s' is not longer than zero
                    web --tls                          | unknown option '--tls'
                    web /orders                        | unexpected argument '/orders'
                    top --sort size                    | there is no order 'size': the orders are depth, name, kind, in, out
                    top --interval 0s                  | '0s' is not longer than zero
                    top --format xml                   | 'xml' is not text or json
                    top everything                     | unexpected argument 'everything'
                    doctor --format xml                | 'xml' is not text or json
                    doctor everything                  | unexpected argument 'everything'
                    limits --format yaml               | 'yaml' is not text or json
                    limits --from text                 | unknown option '--from'
                    sysv frobnicate                    | 'frobnicate' is not a command
                    sysv info                          | --key
                    sysv info --key 0                  | IPC_PRIVATE
                    sysv info --key 0x                 | '0x' is not a key
                    sysv info --key 0x100000000        | '0x100000000' is not a key
                    sysv info --key ten                | 'ten' is not a key
                    sysv info --id -1                  | '-1' is not a whole number from 0
                    sysv info --id 5 --key 5           | mutually exclusive
                    sysv info --path /tmp              | --project
                    sysv info --path /tmp --project AB | 'AB' is not one ASCII character
                    sysv create --id 5                 | unknown option '--id'
                    sysv create --key 5 --max-bytes -1 | '-1' is not a whole number from 0 to 4294967295
                    sysv send --key 5 --type 0 x       | '0' is not a whole number from 1
                    sysv send --key 5 --type -3 x      | '-3' is not a whole number from 1
                    sysv receive --key 5 --type 1 --up-to 2 | mutually exclusive
                    sysv receive --key 5 --except 0    | '0' is not a whole number from 1
                    sysv receive --key 5 --count 0     | '0' is not a whole number from 1
                    sysv list --key 5                  | unknown option '--key'
                    """)
    void misuseIsOneLineWithAHintAndStatusTwo(String arguments, String complaint) {
        assertThat(execute(arguments.split(" "))).isEqualTo(ExitStatus.MISUSED);
        assertThat(err.toString())
                .startsWith("sluice: ")
                .contains(complaint)
                .endsWith(" --help')\n")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
        assertThat(output.size()).isZero();
    }

    @Test
    void theHintIsForTheCommandThatWasMisused() {
        execute("mq", "send", "/a", "x", "--priority", "high");
        assertThat(err.toString()).endsWith(" (see 'sluice mq send --help')\n");
    }

    @Test
    void aNameOfTwoHundredFiftySixCharactersIsAMisuse() {
        assertThat(execute("mq", "info", "/" + "x".repeat(256))).isEqualTo(ExitStatus.MISUSED);
        assertThat(err.toString()).contains("no more than 255 bytes");
    }

    @Test
    void aLineFeedInANameDoesNotMakeASecondLine() {
        assertThat(execute("mq", "info", "a\nb")).isEqualTo(ExitStatus.MISUSED);
        assertThat(err.toString()).contains("'a\\nb'").hasLineCount(1);
    }
}
