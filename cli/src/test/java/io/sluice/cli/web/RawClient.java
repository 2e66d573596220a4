package io.sluice.cli.web;

import io.sluice.testing.Bounds;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Sends what a browser never would, and reads what comes to the end of the connection. */
final class RawClient implements AutoCloseable {
    private final Socket socket;

    RawClient(int port) throws IOException {
        this(port, 0);
    }

    /** With a receive buffer of so many bytes, or of the usual size if 0. */
    private RawClient(int port, int buffer) throws IOException {
        socket = new Socket();
        if (buffer > 0) {
            socket.setReceiveBufferSize(buffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout((int) Bounds.SOON.toMillis());
    }

    /** Its kernel takes little of what it does not read. */
    static RawClient withSmallBuffer(int port) throws IOException {
        return new RawClient(port, 4096);
    }

    static String ask(int port, String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.send(request).answer();
        }
    }

    /** What a good client sends. */
    static String get(int port, String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
    }

    RawClient send(String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException closed) {
            // The server has answered before it has read everything.
        }
        return this;
    }

    /** Empty if the server has closed the connection without one. */
    String answer() throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                answer.append((char) next);
            }
        } catch (SocketException reset) {
            // What it has not read, it resets.
        }
        return answer.toString();
    }

    InputStream input() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
