package dev.tributary.web.form;

import dev.tributary.web.form.FieldView.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The half of a pair that is picked from a list.
 *
 * @param basis what the answer depends on, as it is answered now
 * @param missing the title of the question that must be answered first
 * @param opened the list, if it was asked for
 */
public record Picker(
        List<Option> chosen,
        String basis,
        @Nullable String missing,
        @Nullable Opened opened) {

    /**
     * The list of choices.
     *
     * @param kept what is chosen and is not among those that the source named now
     * @param options those that the source named now
     * @param cursor where the next ones begin
     * @param filter only those with this text are shown
     * @param error why there is no list
     */
    public record Opened(
            String key,
            List<Option> kept,
            List<Option> options,
            @Nullable String cursor,
            String filter,
            @Nullable String error) {

        static boolean matches(Option option, String filter) {
            return filter.isEmpty()
                    || option.label()
                            .toLowerCase(java.util.Locale.ROOT)
                            .contains(filter.toLowerCase(java.util.Locale.ROOT))
                    || option.value().contains(filter);
        }
    }
}
