package dev.tributary.engine.account;

import java.util.Objects;
import java.util.regex.Pattern;

/** A token endpoint said no. The message has its words without anything that looks like a secret. */
final class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Pattern SECRET_LIKE = Pattern.compile("[A-Za-z0-9._~+/=-]{24,}");
    private static final int LONGEST = 300;

    /** Who can help. */
    enum Remedy {
        /** A person signs in again. */
        SIGN_IN,
        /** An admin corrects the client. */
        CLIENT,
        /** Nobody knows: it is tried again. */
        LATER
    }

    private final String code;
    private final Remedy remedy;

    TokenRefused(String code, String description, Remedy remedy) {
        super(words(code, description), null, false, false);
        this.code = code;
        this.remedy = remedy;
    }

    String code() {
        return code;
    }

    Remedy remedy() {
        return remedy;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    private static String words(String code, String description) {
        var text = (description.isBlank() ? code : code + ": " + description).replaceAll("\\p{Cntrl}+", " ");
        var harmless = SECRET_LIKE.matcher(text).replaceAll("***");
        return harmless.length() > LONGEST ? harmless.substring(0, LONGEST) + "…" : harmless;
    }
}
