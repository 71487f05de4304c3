package dev.tributary.engine.account;

import dev.tributary.engine.account.TokenRefused.Remedy;
import dev.tributary.engine.credential.ForgetfulJson;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.TokenAnswer;
import dev.tributary.meta.oauth.TokenErrors;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads answers of a token endpoint as its provider writes them. */
record TokenAnswers(TokenAnswer shape, TokenErrors errors, ScopeSyntax scopes) {

    private static final int TOO_MANY = 429;

    /**
     * What the answer gives.
     *
     * @throws TokenRefused if it is a refusal
     * @throws ProviderUnavailable if it says nothing about the account
     */
    Granted read(int status, byte[] body) {
        if (status >= 500 || status == TOO_MANY || status == 408) {
            throw new ProviderUnavailable("its token endpoint answered " + status, null);
        }
        var answer = parsed(status, body);
        var code = text(answer, errors.code()).or(() -> text(answer, TokenErrors.STANDARD.code()));
        if (code.isPresent() || status >= 400) {
            throw refusal(status, code, answer);
        }
        var token = text(answer, shape.accessToken())
                .orElseThrow(() -> new ProviderUnavailable("its token endpoint answered without a token", null));
        return new Granted(
                token,
                text(answer, shape.refreshToken()),
                seconds(answer, shape.expiresIn()),
                shape.refreshExpiresIn().flatMap(place -> seconds(answer, place)),
                granted(answer),
                kept(answer),
                answer);
    }

    private TokenRefused refusal(int status, Optional<String> code, JsonNode answer) {
        var finer = errors.finer().flatMap(place -> text(answer, place));
        var remedy = finer.flatMap(this::remedy)
                .or(() -> code.flatMap(this::remedy))
                .orElse(status == 401 ? Remedy.CLIENT : Remedy.LATER);
        return new TokenRefused(
                code.or(() -> finer).orElse("status " + status),
                text(answer, errors.description())
                        .or(() -> text(answer, TokenErrors.STANDARD.description()))
                        .orElse(""),
                remedy);
    }

    /** Who can help after that text; empty where no list has it. */
    private Optional<Remedy> remedy(String told) {
        return errors.reconsent().contains(told)
                ? Optional.of(Remedy.SIGN_IN)
                : Optional.of(Remedy.CLIENT).filter(_ -> errors.misconfigured().contains(told));
    }

    /** JSON; a few servers write an old-fashioned form instead. */
    private static JsonNode parsed(int status, byte[] body) {
        try {
            var answer = ForgetfulJson.MAPPER.readTree(body);
            return answer.isObject() ? answer : ForgetfulJson.MAPPER.createObjectNode();
        } catch (JacksonException notJson) {
            var form = UriComponentsBuilder.newInstance()
                    .query(new String(body, StandardCharsets.UTF_8))
                    .build()
                    .getQueryParams();
            if (status < 400 && !form.containsKey("access_token") && !form.containsKey("error")) {
                throw new ProviderUnavailable("its token endpoint answered with something that is not JSON", null);
            }
            return ForgetfulJson.MAPPER.valueToTree(form.toSingleValueMap());
        }
    }

    /** A text or a number at that place; false, null and the empty text are nothing. */
    static Optional<String> text(JsonNode answer, String pointer) {
        var node = answer.at(pointer);
        return node.isValueNode() && !node.isNull() && !node.isBoolean()
                ? Optional.of(node.asString()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    private static Optional<Duration> seconds(JsonNode answer, String pointer) {
        return text(answer, pointer)
                .filter(text -> text.matches("[0-9]{1,12}(\\.[0-9]+)?"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text.replaceFirst("\\..*", ""))))
                .filter(Duration::isPositive);
    }

    private Optional<Set<String>> granted(JsonNode answer) {
        var node = answer.at(shape.scope());
        if (node.isArray()) {
            var all = new LinkedHashSet<String>();
            node.forEach(scope -> all.addAll(scopes.granted(scope.asString(""))));
            return Optional.of(all);
        }
        return text(answer, shape.scope()).map(scopes::granted);
    }

    private Map<String, String> kept(JsonNode answer) {
        var kept = new HashMap<String, String>();
        shape.kept().forEach(field -> text(answer, field.pointer()).ifPresent(value -> kept.put(field.name(), value)));
        return kept;
    }
}
