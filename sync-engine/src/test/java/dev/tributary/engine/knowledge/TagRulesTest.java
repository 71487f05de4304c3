package dev.tributary.engine.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Tags;
import dev.tributary.engine.knowledge.TagSlots.Taken;
import dev.tributary.meta.TagDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TagRulesTest {

    private static TagDefinition tag(String id, TagDefinition.Type type) {
        return new TagDefinition(id, "Name of " + id, type);
    }

    @Test
    @DisplayName("Tags: each definition gets the next free slot of its type")
    void assignsFreeSlots() {
        var assignment = TagSlots.assign(
                List.of(
                        tag("a", TagDefinition.Type.TEXT),
                        tag("n", TagDefinition.Type.NUMBER),
                        tag("b", TagDefinition.Type.TEXT),
                        tag("d", TagDefinition.Type.DATE)),
                List.of(
                        new Taken("Other", TagDefinition.Type.TEXT, "text_1"),
                        new Taken("Third", TagDefinition.Type.TEXT, "text_3")));
        assertThat(assignment.slots().byTag())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("a", "text_2", "n", "number_1", "b", "text_4", "d", "date_1"));
        assertThat(assignment.withoutSlot()).isEmpty();
    }

    @Test
    @DisplayName("Tags: a definition shares the slot of an existing one with the same name and type")
    void sharesSlots() {
        var taken = List.of(
                new Taken("Name of a", TagDefinition.Type.TEXT, "text_5"),
                new Taken("Name of b", TagDefinition.Type.NUMBER, "number_2"));
        var assignment =
                TagSlots.assign(List.of(tag("a", TagDefinition.Type.TEXT), tag("b", TagDefinition.Type.TEXT)), taken);
        assertThat(assignment.slots().byTag()).containsEntry("a", "text_5").containsEntry("b", "text_1");
    }

    @Test
    @DisplayName("Tags: two definitions of one connector never share a slot, not even with the same name")
    void keepsDefinitionsOfOneConnectorApart() {
        var twins = List.of(
                new TagDefinition("a", "Same", TagDefinition.Type.TEXT),
                new TagDefinition("b", "Same", TagDefinition.Type.TEXT));
        assertThat(TagSlots.assign(twins, List.of()).slots().byTag().values()).doesNotHaveDuplicates();
        var taken = List.of(new Taken("Same", TagDefinition.Type.TEXT, "text_4"));
        assertThat(TagSlots.assign(twins, taken).slots().byTag().values())
                .contains("text_4")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @DisplayName("Tags: what finds no slot is returned, not dropped")
    @CsvSource({"TEXT, 7", "NUMBER, 5", "DATE, 2", "BOOLEAN, 3"})
    void returnsWhatFindsNoSlot(TagDefinition.Type type, int slots) {
        var definitions = IntStream.rangeClosed(0, slots)
                .mapToObj(i -> tag("t" + i, type))
                .toList();
        var assignment = TagSlots.assign(definitions, List.of());
        assertThat(assignment.slots().byTag()).hasSize(slots);
        assertThat(assignment.slots().columns()).doesNotHaveDuplicates().allMatch(slot -> TagSlots.type(slot) == type);
        assertThat(assignment.withoutSlot()).containsExactly(definitions.getLast());
    }

    @Test
    @DisplayName("Tags: 0 and false are values, an absent value is none")
    void givesValues() {
        var slots = new TagSlots(Map.of("n", "number_1", "f", "flag_1", "t", "text_1", "d", "date_1"));
        var tags = Tags.NONE
                .number("n", Optional.of(BigDecimal.ZERO))
                .flag("f", Optional.of(false))
                .text("t", Optional.of("  "))
                .date("d", Optional.of(Instant.EPOCH));
        assertThat(slots.value("number_1", tags)).isEqualTo("0");
        assertThat(slots.value("flag_1", tags)).isEqualTo("false");
        assertThat(slots.value("text_1", tags)).isNull();
        assertThat(slots.value("date_1", tags)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(slots.value("text_2", tags)).isNull();
        assertThat(slots.columns()).containsExactly("date_1", "flag_1", "number_1", "text_1");
    }

    @Test
    void leavesOutWhatNoDatabaseHolds() {
        var slots = new TagSlots(Map.of("size", "number_1", "updated", "date_1"));
        for (var number : List.of("1E+2147483647", "1E-2147483647", "1E+1000")) {
            assertThat(slots.kept("number_1", Tags.NONE.number("size", Optional.of(new BigDecimal(number)))))
                    .as(number)
                    .isEmpty();
        }
        for (var time : List.of(Instant.MIN, Instant.MAX)) {
            assertThat(slots.kept("date_1", Tags.NONE.date("updated", Optional.of(time))))
                    .isEmpty();
        }
        assertThat(slots.value("number_1", Tags.NONE.number("size", Optional.of(new BigDecimal("1E+999")))))
                .hasSize(1_000);
    }
}
