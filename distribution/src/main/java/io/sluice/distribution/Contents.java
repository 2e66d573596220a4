package io.sluice.distribution;

import io.sluice.cli.Sluice;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;

/** Writes manual pages, completion, and the name of the build into a folder, from which the packages are made. */
final class Contents {
    private static final int BUILD_BYTES = 8;

    /** What zsh runs at the first completion. From then on the script itself completes. */
    private static final String ZSH_HEAD = """
            #compdef sluice
            autoload -U +X bashcompinit && bashcompinit
            """;

    private static final String ZSH_END = "_bash_complete -o default -F _complete_sluice\n";

    private final Path folder;

    private Contents(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes all of it.
     *
     * @param arguments the folder, the jar of the command, and its version
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Contents contents = new Contents(Path.of(arguments[0]));
        contents.write("lib/build", buildOf(Path.of(arguments[1])) + "\n");
        contents.manual(arguments[2]);
        contents.completion();
    }

    /** Other bytes have another name. The launcher makes it a part of the name of an archive of these classes. */
    private static String buildOf(Path jar) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return HexFormat.of().formatHex(digest, 0, BUILD_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private void manual(String version) throws IOException {
        for (CommandLine command : ManualPage.commands(commandLine(OutputStream.nullOutputStream()))) {
            String page = ManualPage.of(command, version);
            String name = "man/man1/" + ManualPage.fileName(command);
            write(name, page);
            try (OutputStream compressed = new GZIPOutputStream(Files.newOutputStream(file("gz/" + name + ".gz")))) {
                compressed.write(page.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void completion() throws IOException {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        commandLine(script).execute("completion");
        String bash = script.toString(StandardCharsets.UTF_8);
        write("completion/bash/sluice", bash);
        write("completion/zsh/_sluice", ZSH_HEAD + bash + ZSH_END);
    }

    private static CommandLine commandLine(OutputStream output) {
        return Sluice.commandLine(new StandardOutput(output), new Termination(new PrintWriter(Writer.nullWriter())));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(file(name), text);
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }
}
