package dev.tributary.web.settings;

import dev.tributary.web.api.EngineSettingsApi.About;
import dev.tributary.web.api.EngineSettingsApi.Finding;
import dev.tributary.web.api.EngineSettingsApi.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the doctor found, each with the page where something can be done about it.
 *
 * @param findings how things are, what is to be done first
 * @param offers what could be set up besides
 */
public record Diagnosis(String verdict, List<Item> findings, List<Item> offers) {
    private static final Predicate<Finding> IS_OFFER =
            finding -> finding.state().equals("offer");

    /** What an engine newer than this UI calls otherwise comes first. */
    private static final List<String> URGENCY = List.of("broken", "todo", "fine");

    /** A finding, and its page if the UI has one. */
    public record Item(Finding finding, Optional<Place> place) {}

    /** A page, and the text of a link to it. */
    public record Place(String path, String key) {

        /** An engine newer than this UI may speak of things that it has no page for. */
        static Optional<Place> of(About about) {
            var connector = "/ui/connectors/" + about.id();
            return Optional.ofNullable(
                            switch (about.kind()) {
                                case "connector" -> connector;
                                case "heldRemovals" -> connector + "/held-removals";
                                case "accounts" -> Section.ACCOUNTS.path();
                                case "oauthClients" -> Section.OAUTH.path();
                                case "encryption" -> Section.ENCRYPTION.path();
                                default -> null;
                            })
                    .map(path -> new Place(path, "health.to." + about.kind()));
        }
    }

    static Diagnosis of(Report report) {
        return new Diagnosis(report.verdict(), items(report, IS_OFFER.negate()), items(report, IS_OFFER));
    }

    private static List<Item> items(Report report, Predicate<Finding> which) {
        return report.findings().stream()
                .filter(which)
                .sorted(Comparator.comparingInt(finding -> URGENCY.indexOf(finding.state())))
                .map(finding ->
                        new Item(finding, Optional.ofNullable(finding.about()).flatMap(Place::of)))
                .toList();
    }
}
