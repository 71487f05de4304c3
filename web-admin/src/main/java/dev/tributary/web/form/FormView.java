package dev.tributary.web.form;

import dev.tributary.meta.Setup;
import dev.tributary.meta.TagDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form, ready to be drawn.
 *
 * @param problems what is wrong and belongs to no field
 * @param fields the questions that everybody sees
 * @param advanced those for people who ask for more
 */
public record FormView(
        String type,
        String typeName,
        String description,
        Setup setup,
        String name,
        AuthView auth,
        List<FieldView> fields,
        List<FieldView> advanced,
        List<TagView> tags,
        Timing timing,
        Map<String, String> errors,
        List<String> problems) {

    public boolean isAdvancedTouched() {
        return advanced.stream().anyMatch(FieldView::isTouched);
    }

    public List<String> intervals() {
        return timing.minutes().isEmpty() || Timing.INTERVALS.contains(timing.choice())
                ? Timing.INTERVALS
                : java.util.stream.Stream.concat(Timing.INTERVALS.stream(), java.util.stream.Stream.of(timing.choice()))
                        .toList();
    }

    public List<String> tagsWithoutPlace() {
        return tags.stream().filter(TagView::isWithoutPlace).map(TagView::name).toList();
    }

    /**
     * A tag.
     *
     * @param place the place that it gets, if one is known
     * @param homeless whether it is on, and there is no place left for it
     */
    public record TagView(
            String id,
            String name,
            TagDefinition.Type type,
            boolean on,
            @Nullable Place place,
            boolean homeless) {
        public boolean isWithoutPlace() {
            return on && homeless;
        }
    }

    /** One of the places of a knowledge base for the values of a tag: the third of seven for texts, as an example. */
    public record Place(TagDefinition.Type type, int number, int of) {}
}
