package dev.tributary.engine.doctor;

import java.util.stream.Collectors;

/** Writes a report for a terminal. */
final class ReportText {
    private static final int WIDTH = 100;
    private static final String STEP = "        - ";
    private static final String INDENT = "          ";

    private ReportText() {}

    static String of(Report report) {
        return report.findings().stream().map(ReportText::of).collect(Collectors.joining()) + "\n" + summary(report)
                + "\n";
    }

    private static String of(Report.Item item) {
        var head = wrapped(mark(item.state()), item.subject() + ": " + item.text());
        return head + item.steps().stream().map(step -> wrapped(STEP, step)).collect(Collectors.joining());
    }

    private static String mark(Report.State state) {
        return switch (state) {
            case FINE -> "ok      ";
            case OFFER -> "        ";
            case TO_DO -> "TO DO   ";
            case BROKEN -> "BROKEN  ";
        };
    }

    private static String wrapped(String first, String text) {
        var lines = new StringBuilder(first);
        var length = first.length();
        var rest = first.equals(STEP) ? INDENT : " ".repeat(first.length());
        for (var word : text.strip().split("\\s+", -1)) {
            if (length > rest.length() && length + 1 + word.length() > WIDTH) {
                lines.append('\n').append(rest);
                length = rest.length();
            } else if (lines.length() > first.length()) {
                lines.append(' ');
                length++;
            }
            lines.append(word);
            length += word.length();
        }
        return lines.append('\n').toString();
    }

    private static String summary(Report report) {
        var todo = count(report, Report.State.TO_DO);
        var broken = count(report, Report.State.BROKEN);
        return switch (report.verdict()) {
            case FINE -> "All is fine.";
            case TO_DO -> "%s to do, nothing is broken.".formatted(things(todo));
            case BROKEN -> "%s broken, %s to do.".formatted(things(broken), things(todo));
        };
    }

    private static long count(Report report, Report.State state) {
        return report.findings().stream().filter(item -> item.state() == state).count();
    }

    private static String things(long count) {
        return Quantity.of(count, "thing");
    }
}
