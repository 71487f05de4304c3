package dev.tributary.web.form;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the source is entered, ready to be drawn by the fragment of its kind. */
public sealed interface AuthView {

    /** Sign-in at a provider: one of the connected accounts. */
    record Accounts(
            String provider,
            AccountList list,
            String chosen,
            @Nullable String error) implements AuthView {}

    /** Pasted secrets. */
    record Secrets(List<SecretView> secrets) implements AuthView {}

    /** Nothing is needed. */
    record Open() implements AuthView {}

    /**
     * One secret, without its value.
     *
     * @param stored whether the engine has one already
     */
    record SecretView(
            String name,
            String label,
            String placeholder,
            boolean optional,
            boolean stored,
            @Nullable String error) {

        public String id() {
            return "secret-" + name.replaceAll("[^A-Za-z0-9_-]", "_");
        }

        /** As in forms and in the engine's errors. */
        public String field() {
            return "secrets." + name;
        }

        public boolean isRequired() {
            return !optional && !stored;
        }
    }

    /**
     * The accounts that are connected.
     *
     * @param providerName as people know it
     * @param connectable whether an administrator has set up the provider, so that accounts can be connected
     * @param trouble why the accounts could not be listed
     */
    record AccountList(
            String providerName,
            boolean connectable,
            List<Account> accounts,
            @Nullable String trouble) {
        static final AccountList NONE = new AccountList("", false, List.of(), null);

        public AccountList {
            accounts = List.copyOf(accounts);
        }

        /** The one that is meant where there is no other. */
        public String only() {
            return accounts.size() == 1 && accounts.getFirst().isUsable()
                    ? accounts.getFirst().id()
                    : "";
        }
    }

    /**
     * A connected account.
     *
     * @param missing scopes that this source needs and the account was not given
     */
    record Account(
            String id,
            String name,
            boolean connected,
            @Nullable String reason,
            List<String> missing) {

        public boolean isUsable() {
            return connected && missing.isEmpty();
        }
    }

    /** The name of the fragment that draws it. */
    default String fragment() {
        return switch (this) {
            case Accounts _ -> "accounts";
            case Secrets _ -> "secrets";
            case Open _ -> "open";
        };
    }
}
