package dev.tributary.meta.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ScopeSyntaxTest {

    private static final ScopeSyntax GOOGLE = ScopeSyntax.STANDARD
            .always("openid")
            .expanding(new ScopeSyntax.Expansion("g:", "https://www.googleapis.com/auth/"));

    @Test
    void aRequestHasWhatIsWantedAndWhatIsAlwaysAskedForInFull() {
        assertThat(GOOGLE.requested(List.of("g:drive", "g:calendar")))
                .isEqualTo("https://www.googleapis.com/auth/drive https://www.googleapis.com/auth/calendar openid");
    }

    @Test
    void aScopeThatIsAlwaysAskedForIsAskedForOnce() {
        assertThat(ScopeSyntax.STANDARD.always("offline_access").requested(List.of("offline_access", "read:jira-work")))
                .isEqualTo("offline_access read:jira-work");
    }

    @Test
    void anAnswerIsReadInTheShortForm() {
        assertThat(GOOGLE.granted("openid https://www.googleapis.com/auth/drive"))
                .containsExactly("openid", "g:drive");
    }

    @Test
    void anAnswerMaySeparateByCommasOrSpaces() {
        assertThat(ScopeSyntax.STANDARD.granted("channels:read,channels:history  users:read"))
                .containsExactly("channels:read", "channels:history", "users:read");
        assertThat(ScopeSyntax.STANDARD.granted("")).isEmpty();
    }

    @Test
    void anAddressBeforeTheScopesOfAnswersIsTakenAway() {
        var graph = ScopeSyntax.STANDARD.expanding(new ScopeSyntax.Expansion("", "https://graph.microsoft.com/"));
        assertThat(graph.granted("https://graph.microsoft.com/Mail.Read openid"))
                .containsExactly("Mail.Read", "openid");
        assertThat(graph.requested(List.of("Mail.Read"))).isEqualTo("Mail.Read");
    }

    @Test
    void whatIsLackingLeavesOutWhatIsAlwaysAskedFor() {
        assertThat(GOOGLE.lacking(List.of("openid", "g:drive", "g:calendar"), Set.of("g:drive")))
                .containsExactly("g:calendar");
    }

    @Test
    void aProviderThatHasTheScopesItselfIsNotAsked() {
        assertThat(ScopeSyntax.SET_AT_PROVIDER.requested(List.of("read"))).isEmpty();
    }
}
