package dev.tributary.engine.account;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts that are looked for in every form in which they may lie about. */
record Needles(List<String> texts) {

    private static final int BLOCK = 1 << 26;
    private static final int AROUND = 60;

    /** What of them is in that text: as it is, in hexadecimal, or in base64. */
    Set<String> in(String haystack) {
        var found = new LinkedHashSet<String>();
        for (var text : texts) {
            for (var form : forms(text)) {
                var at = haystack.indexOf(form);
                if (at >= 0) {
                    found.add(haystack.substring(Math.max(0, at - AROUND), Math.min(haystack.length(), at + AROUND)));
                }
            }
        }
        return found;
    }

    /** Base64 of a text inside another one depends on where it begins: all three, without what the neighbours decide. */
    private static List<String> forms(String text) {
        var forms = new ArrayList<>(List.of(text, HexFormat.of().formatHex(text.getBytes(UTF_8))));
        for (var before = 0; before < 3; before++) {
            var bytes = ("\0".repeat(before) + text).getBytes(UTF_8);
            var whole = bytes.length / 3 * 4;
            for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                forms.add(encoder.encodeToString(bytes).substring(before == 0 ? 0 : 4, whole));
            }
        }
        return forms;
    }

    /** What of them is in that file, with what is around it. */
    List<String> in(Path file) throws IOException {
        var found = new ArrayList<String>();
        var longest = texts.stream().mapToInt(String::length).max().orElse(0) * 2;
        try (var channel = FileChannel.open(file)) {
            for (var at = 0L; at < channel.size(); at += BLOCK) {
                var size = Math.min(BLOCK + longest, channel.size() - at);
                var block = new byte[(int) size];
                channel.map(FileChannel.MapMode.READ_ONLY, at, size).get(block);
                search(block, found);
            }
        }
        return found;
    }

    private void search(byte[] block, List<String> found) {
        for (var text : texts) {
            for (var form : List.of(text.getBytes(ISO_8859_1), text.getBytes(UTF_16BE), text.getBytes(UTF_16LE))) {
                for (var at = next(block, form, 0); at >= 0; at = next(block, form, at + 1)) {
                    var around = Arrays.copyOfRange(
                            block, Math.max(0, at - AROUND), Math.min(block.length, at + form.length + AROUND));
                    found.add(new String(around, ISO_8859_1).replaceAll("[^ -~]", "."));
                }
            }
        }
    }

    private static int next(byte[] block, byte[] form, int from) {
        for (var at = from; at <= block.length - form.length; at++) {
            if (block[at] == form[0] && Arrays.equals(block, at, at + form.length, form, 0, form.length)) {
                return at;
            }
        }
        return -1;
    }
}
