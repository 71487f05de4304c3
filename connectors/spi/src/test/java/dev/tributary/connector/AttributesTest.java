package dev.tributary.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributesTest {

    @ParameterizedTest
    @ValueSource(strings = {"1e1001", "-1e2000000", "1e-1001", "1e999999999", "-1e-999999999"})
    void leavesOutNumbersThatNoDatabaseHolds(String number) {
        var attributes = Attributes.empty().with("size", new BigDecimal(number));
        assertThat(attributes.asMap()).isEmpty();
        assertThat(Attributes.fromMap(Map.of("size", new BigDecimal(number))).asMap())
                .isEmpty();
        assertThat(Attributes.empty().with("size", number).number("size")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1.50", "1e999", "1e-999", "9223372036854775808"})
    void keepsNumbers(String number) {
        assertThat(Attributes.empty().with("size", new BigDecimal(number)).number("size"))
                .contains(new BigDecimal(number));
        assertThat(Attributes.empty().with("size", number).number("size")).contains(new BigDecimal(number));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void leavesOutWhatIsNoNumber(double number) {
        assertThat(Attributes.fromMap(Map.of("size", number)).asMap()).isEmpty();
    }

    @Test
    void hasSpacesWhereTextsHaveTheZeroThatNoDatabaseHolds() {
        var attributes = Attributes.empty()
                .with("na\0me", "a\0b")
                .with("list", List.of("c\0d"))
                .with("escaped", "\\u0000");
        assertThat(attributes.asMap()).isEqualTo(Map.of("na me", "a b", "list", List.of("c d"), "escaped", "\\u0000"));
        assertThat(Attributes.fromMap(Map.of("na\0me", "a\0b", "list", List.of("c\0d")))
                        .asMap())
                .isEqualTo(Map.of("na me", "a b", "list", List.of("c d")));
    }

    @Test
    void comesBackAsItWasStored() {
        var attributes = Attributes.empty()
                .with("text", "a")
                .with("number", 7)
                .with("flag", true)
                .with("list", List.of("b", "c"));
        assertThat(Attributes.fromMap(attributes.asMap())).isEqualTo(attributes);
    }
}
