package io.sluice.cli.web;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * The files of TLS.
 *
 * @param certificate a PEM file
 * @param key a PEM file
 */
record TlsFiles(Path certificate, Path key) {
    SslContext context() {
        refuseUnreadable(certificate);
        refuseUnreadable(key);
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (IllegalArgumentException | SSLException wrong) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "'" + certificate + "' and '" + key
                            + "' are no certificate and its key: both are PEM, the key PKCS #8 and not encrypted",
                    wrong);
        }
    }

    private static void refuseUnreadable(Path file) {
        if (!Files.isReadable(file)) {
            throw new CommandFailure(
                    "'" + file + "' cannot be read: there is no such file, or this user may not read it");
        }
    }
}
