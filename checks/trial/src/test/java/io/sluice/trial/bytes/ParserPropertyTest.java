package io.sluice.trial.bytes;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ParserPropertyTest {
    @Property
    void anyFileOfTheKernelsIsRead(@ForAll("likeFiles") byte[] content) {
        ParserRules.checkKernelFiles(content);
    }

    @Property
    void aMountIsFoundAmongAnyOthers(
            @ForAll("folders") String folder, @ForAll("likeFiles") byte[] before, @ForAll("likeFiles") byte[] after) {
        ParserRules.checkMount(folder, before, after);
    }

    @Property
    void theHolderOfANotificationSlotIsRead(
            @ForAll @LongRange(max = 4_194_304) long pid, @ForAll @Size(max = 20) byte[] after) {
        ParserRules.checkStatusLine(pid, after);
    }

    @Property
    void anyBytesAreACommandLineOrRefused(@ForAll @Size(max = 60) byte[] bytes) {
        ParserRules.checkCommandLineBytes(bytes);
    }

    @Provide
    Arbitrary<String> folders() {
        return Arbitraries.strings().ascii().ofMaxLength(20);
    }

    @Provide
    Arbitrary<byte[]> likeFiles() {
        Arbitrary<String> piece = Arbitraries.of(
                "36 25 0:20 / /q rw - mqueue none rw\n",
                "36 25 0:20 / ",
                "\\040",
                "\\000",
                "\\377",
                " - mqueue",
                " rw",
                "\u00ff",
                "\u0085",
                "\r",
                "\n",
                " ",
                "-",
                "10",
                "2147483648",
                "QSIZE:129 NOTIFY:2 SIGNO:0 NOTIFY_PID:",
                "8260",
                "99999999999999999999",
                "\0");
        Arbitrary<byte[]> pieces =
                piece.list().ofMaxSize(8).map(list -> String.join("", list).getBytes(StandardCharsets.ISO_8859_1));
        return Arbitraries.oneOf(pieces, Arbitraries.bytes().array(byte[].class).ofMaxSize(60));
    }
}
