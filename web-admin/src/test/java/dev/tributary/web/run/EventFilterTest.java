package dev.tributary.web.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EventFilterTest {

    @Test
    void asksOnlyForWhatIsSet() {
        assertThat(new EventFilter(null, " ", null).wire()).containsOnlyKeys("limit");
        assertThat(new EventFilter("added", "a b", "c").wire()).containsOnlyKeys("limit", "kind", "q", "cursor");
    }

    @Test
    void leadsToTheNextPageOfTheSame() {
        assertThat(new EventFilter("added", "a&b=ü", "old").next("/ui/runs/3", "n+1"))
                .isEqualTo("/ui/runs/3?cursor=n%2B1&kind=added&q=a%26b%3D%C3%BC");
    }

    @Test
    void leadsNowhereAtTheEnd() {
        assertThat(new EventFilter(null, null, null).next("/ui/runs/3", null)).isEmpty();
    }
}
