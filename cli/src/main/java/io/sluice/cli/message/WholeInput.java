package io.sluice.cli.message;

import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.ExitStatus;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * All bytes of a file or of standard input, as one message. Of more bytes than a message has, no more are read than show it.
 *
 * @param longest the longest message in bytes
 * @param limit what limits it, for the error
 */
record WholeInput(int longest, String limit) {
    byte[] ofFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = read(in);
            if (bytes.length > longest) {
                throw tooLong(
                        file.toString(), Files.isRegularFile(file) ? "" + Files.size(file) : "more than " + longest);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw failure(file + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw failure(file + ": this user may not read the file", e);
        } catch (IOException e) {
            throw failure(file + ": " + e.getMessage(), e);
        }
    }

    byte[] ofStandardInput() {
        try (InputStream in = InputLines.standardInput()) {
            byte[] bytes = read(in);
            if (bytes.length > longest) {
                throw tooLong("standard input", "more than " + longest);
            }
            return bytes;
        } catch (IOException e) {
            throw failure("standard input: " + e.getMessage(), e);
        }
    }

    /** Through a buffer: JDK 17's {@code FileInputStream.readNBytes} fails on a pipe. */
    private byte[] read(InputStream in) throws IOException {
        return new BufferedInputStream(in).readNBytes((int) Math.min(longest + 1L, Integer.MAX_VALUE));
    }

    private CommandFailure tooLong(String what, String size) {
        return new CommandFailure(what + " has " + size + " bytes, and " + longest + " bytes are " + limit + ".");
    }

    private static CommandFailure failure(String message, IOException cause) {
        return new CommandFailure(ExitStatus.FAILED, message, cause);
    }
}
