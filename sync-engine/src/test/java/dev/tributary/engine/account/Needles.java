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
import java.util.stream.Stream;

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

    /** What of them is in that file, in any form and in any encoding of Java, with what is around it. */
    List<String> in(Path file) throws IOException {
        var found = new ArrayList<String>();
        var encoded = encoded();
        var longest = encoded.stream().mapToInt(form -> form.length).max().orElse(0);
        var table = byBeginning(encoded);
        try (var channel = FileChannel.open(file)) {
            for (var at = 0L; at < channel.size(); at += BLOCK) {
                var size = Math.min(BLOCK + longest, channel.size() - at);
                var block = new byte[(int) size];
                channel.map(FileChannel.MapMode.READ_ONLY, at, size).get(block);
                search(block, table, found);
            }
        }
        return found;
    }

    private List<byte[]> encoded() {
        return texts.stream()
                .flatMap(text -> forms(text).stream())
                .distinct()
                .flatMap(form -> Stream.of(ISO_8859_1, UTF_16BE, UTF_16LE).map(form::getBytes))
                .toList();
    }

    /** There are hundreds, and a heap is large: so it is read once, and at each place only few of them can begin. */
    private static byte[][][] byBeginning(List<byte[]> encoded) {
        var table = new byte[1 << Short.SIZE][][];
        Arrays.fill(table, new byte[0][]);
        for (var form : encoded) {
            var beginning = beginning(form, 0);
            table[beginning] = Stream.concat(Arrays.stream(table[beginning]), Stream.of(form))
                    .toArray(byte[][]::new);
        }
        return table;
    }

    private static int beginning(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1]);
    }

    private static void search(byte[] block, byte[][][] table, List<String> found) {
        for (var at = 0; at < block.length - 1; at++) {
            for (var form : table[beginning(block, at)]) {
                var end = at + form.length;
                if (end <= block.length && Arrays.equals(block, at, end, form, 0, form.length)) {
                    var around =
                            Arrays.copyOfRange(block, Math.max(0, at - AROUND), Math.min(block.length, end + AROUND));
                    found.add(new String(around, ISO_8859_1).replaceAll("[^ -~]", "."));
                }
            }
        }
    }
}
