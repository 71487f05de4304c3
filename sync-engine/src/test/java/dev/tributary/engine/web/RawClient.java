package dev.tributary.engine.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** Sends what no HTTP client would, and reads all that comes back until the server hangs up. */
public final class RawClient {
    private static final int PATIENCE = 20_000;

    private RawClient() {}

    public static String send(int port, byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE);
            var answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
                drain(socket.getInputStream(), answer);
            } catch (SocketException hungUp) {
                // What came before it is the answer.
                return answer.toString(ISO_8859_1);
            }
            return answer.toString(ISO_8859_1);
        }
    }

    private static void drain(InputStream from, ByteArrayOutputStream to) throws IOException {
        var buffer = new byte[8192];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
        }
    }
}
