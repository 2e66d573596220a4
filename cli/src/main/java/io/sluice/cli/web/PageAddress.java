package io.sluice.cli.web;

import io.netty.util.NetUtil;
import io.sluice.cli.command.CommandFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the page is reached.
 *
 * @param host the address or name, as it stands in the URL: in lower case, as browsers send it
 * @param socket where the server listens
 * @param tls certificate and key; null only on a loopback address
 */
record PageAddress(
        String host, InetSocketAddress socket, @Nullable TlsFiles tls) {
    static PageAddress of(String bind, int port, @Nullable Path certificate, @Nullable Path key) {
        if ((certificate == null) != (key == null)) {
            throw new CommandFailure(
                    "TLS needs both files: --tls-" + (key == null ? "key" : "certificate") + " is missing");
        }
        InetAddress address = resolved(bind);
        if (address.isAnyLocalAddress()) {
            throw new CommandFailure(
                    "'" + bind + "' is no address that a browser can name: use --bind with one of this machine's");
        }
        if (!address.isLoopbackAddress() && (certificate == null || key == null)) {
            throw new CommandFailure("other machines can reach '" + bind
                    + "', so it needs TLS: add --tls-certificate FILE and --tls-key FILE, or leave --bind out");
        }
        String host = inUrl(bind.toLowerCase(Locale.ROOT));
        TlsFiles tls = certificate == null || key == null ? null : new TlsFiles(certificate, key);
        return new PageAddress(host, new InetSocketAddress(address, port), tls);
    }

    private static InetAddress resolved(String bind) {
        try {
            if (!bind.isBlank()) {
                return InetAddress.getByName(bind);
            }
        } catch (UnknownHostException unknown) {
            throw new CommandFailure("'" + bind + "' is no address or name of this machine, such as 127.0.0.1");
        }
        throw new CommandFailure("--bind is empty: use an address or name of this machine, such as 127.0.0.1");
    }

    private static String inUrl(String address) {
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }

    /** What a browser may call it: the given name, and the address as browsers write it, however it was given. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        names.add(host);
        names.add(inUrl(NetUtil.toAddressString(socket.getAddress())));
        if (socket.getAddress().isLoopbackAddress()) {
            names.add("localhost");
        }
        return names;
    }

    String scheme() {
        return tls == null ? "http" : "https";
    }
}
