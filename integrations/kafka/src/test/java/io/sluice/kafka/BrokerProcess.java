package io.sluice.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The main class of a broker's process: formats its storage unless that is done, and runs Kafka's own server. */
final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws Exception {
        // As the process does not outlive its test, even where that is killed: its standard input ends then.
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException gone) {
                        Runtime.getRuntime().halt(1);
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
        String settings = arguments[0];
        if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
            String[] format = {"format", "-t", "4L6g3nShT-eMCtK--X86sw", "-c", settings};
            // By reflection: javac has no Scala library to read these classes with.
            Class.forName("kafka.tools.StorageTool")
                    .getMethod("execute", String[].class, PrintStream.class)
                    .invoke(null, format, System.out);
        }
        String[] server = {settings};
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object) server);
    }
}
