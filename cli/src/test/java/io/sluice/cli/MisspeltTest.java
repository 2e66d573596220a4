package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A misspelt command, option or value: the error says which one was probably meant. */
class MisspeltTest {
    private final StringWriter err = new StringWriter();

    private String errorOf(String commandLine) {
        PrintWriter errors = new PrintWriter(err, true);
        int status = Sluice.commandLine(new StandardOutput(OutputStream.nullOutputStream()), new Termination(errors))
                .setErr(errors)
                .execute(commandLine.split(" "));
        assertThat(status).isEqualTo(ExitStatus.MISUSED);
        assertThat(err.toString()).hasLineCount(1);
        return err.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    mq recieve /orders --count 1 | 'recieve' | sluice mq receive     | sluice mq
                    sysv recieve --key 5         | 'recieve' | sluice sysv receive   | sluice sysv
                    mq sned /orders x            | 'sned'    | sluice mq send        | sluice mq
                    mq lsit                      | 'lsit'    | sluice mq list        | sluice mq
                    mq Info /orders              | 'Info'    | sluice mq info        | sluice mq
                    mq not /orders               | 'not'     | sluice mq notify      | sluice mq
                    sysv brwose --key 5          | 'brwose'  | sluice sysv browse    | sluice sysv
                    tiemr --every 1s             | 'tiemr'   | sluice timer          | sluice
                    docter                       | 'docter'  | sluice doctor         | sluice
                    topp --once                  | 'topp'    | sluice top            | sluice
                    wep                          | 'wep'     | sluice web            | sluice
                    limit                        | 'limit'   | sluice limits         | sluice
                    sys list                     | 'sys'     | sluice sysv' or 'sluice sysvsem' or 'sluice sysvshm | sluice
                    notify /orders               | 'notify'  | sluice mq notify      | sluice
                    receive /orders              | 'receive' | sluice mq receive' or 'sluice sysv receive' or 'sluice fifo receive' or 'sluice ring receive | sluice
                    """)
    void aMisspeltCommandIsSuggestedWithItsWholePath(String arguments, String word, String meant, String group) {
        assertThat(errorOf(arguments))
                .isEqualTo("sluice: " + word + " is not a command. Did you mean '" + meant + "'? (see '" + group
                        + " --help')\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    mq create /a --modus 0600    | --modus  | --mode
                    mq create /a --max 3         | --max    | --max-messages' or '--max-message-size
                    mq receive /a --untilempty   | --untilempty | --until-empty
                    mq receive /a --cuont=3      | --cuont  | --count
                    sysv receive --key 5 --tpye 3 | --tpye  | --type
                    timer --evrey 1s             | --evrey  | --every
                    top --onse                   | --onse   | --once
                    doctor --fromat json         | --fromat | --format
                    mq --hlep                    | --hlep   | --help
                    """)
    void aMisspeltOptionIsSuggested(String arguments, String option, String meant) {
        assertThat(errorOf(arguments))
                .startsWith("sluice: unknown option '" + option + "'. Did you mean '" + meant + "'? (see 'sluice ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    mq list --format jsn          | 'jsn' is not text or json. Did you mean 'json'?
                    mq send /a x --format txt     | 'txt' is not text or json. Did you mean 'text'?
                    doctor --format JSON          | 'JSON' is not text or json. Did you mean 'json'?
                    lock /a --kind flok -- true   | 'flok' is not ofd or flock. Did you mean 'flock'?
                    lock /a --kind posix -- true  | 'posix' is not ofd or flock (see
                    timer --every 1s --clock monotinic | realtime-alarm, boottime-alarm. Did you mean 'monotonic'?
                    top --sort waitres            | holders, waiters. Did you mean 'waiters'?
                    signal send 1 TREM            | There is no signal 'TREM'. Did you mean SIGTERM?
                    signal catch USR3             | There is no signal 'USR3'. Did you mean SIGUSR1
                    """)
    void aMisspeltValueIsSuggested(String arguments, String message) {
        assertThat(errorOf(arguments)).contains(message);
    }

    @Test
    void whereNoCommandIsSimilarTheErrorListsTheCommands() {
        assertThat(errorOf("mq frobnicate"))
                .isEqualTo("sluice: 'frobnicate' is not a command. The commands of 'sluice mq' are create, send,"
                        + " receive, notify, info, list, unlink (see 'sluice mq --help')\n");
    }

    @Test
    void whereNoOptionIsSimilarTheErrorNamesTheOption() {
        assertThat(errorOf("mq list --frobnicate"))
                .isEqualTo("sluice: unknown option '--frobnicate' (see 'sluice mq list --help')\n");
    }
}
