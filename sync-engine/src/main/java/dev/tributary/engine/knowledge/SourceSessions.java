package dev.tributary.engine.knowledge;

import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.Credential;
import dev.tributary.connector.SourceConfig;
import dev.tributary.engine.account.Lendings;
import dev.tributary.engine.connector.Access;
import dev.tributary.engine.connector.Patience;
import dev.tributary.engine.connector.RunSession;
import dev.tributary.engine.connector.SourceClient;
import dev.tributary.engine.credential.SecretBox;
import dev.tributary.engine.credential.SecretOwner;
import dev.tributary.engine.credential.SecretUnreadable;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens sessions to sources with the secrets of a connector, which are in the clear for that long only. */
@Component
public final class SourceSessions {

    private final SourceClient client;
    private final SecretBox box;
    private final Lendings accounts;
    private final Audit audit;

    public SourceSessions(SourceClient client, SecretBox box, Lendings accounts, Audit audit) {
        this.client = client;
        this.box = box;
        this.accounts = accounts;
        this.audit = audit;
    }

    /** For a run of a stored connector, which the audit log names with the secrets it uses. To be closed. */
    public Mono<RunSession> ofRun(StoredConnector connector, long run) {
        var access = connector
                .credential()
                .map(account -> accounts.accessForRun(account, connector.id(), run))
                .orElseGet(() ->
                        Mono.fromCallable(() -> access(unsealed(connector))).delayUntil(_ -> used(connector, run)));
        return access.map(lent -> client.session(lent, new SourceConfig(connector.config()), Patience.OF_A_RUN));
    }

    private Mono<Void> used(StoredConnector connector, long run) {
        return connector.secrets().isEmpty()
                ? Mono.empty()
                : audit.record(
                        Actor.ENGINE,
                        "secret.use",
                        "connector:" + connector.id(),
                        Map.of(
                                "run", Long.toString(run),
                                "secrets",
                                        String.join(
                                                ", ",
                                                new TreeSet<>(
                                                        connector.secrets().keySet()))));
    }

    /** For a check that a person waits for, with what they typed in. To be closed. */
    public Mono<RunSession> ofForm(SourceAnswers answers) {
        return answers.credential()
                .map(accounts::access)
                .orElseGet(() -> Mono.just(access(answers.secrets())))
                .map(lent -> client.session(lent, new SourceConfig(answers.config()), Patience.OF_A_PERSON));
    }

    /** The secrets as they were typed in. */
    public Map<String, String> unsealed(StoredConnector connector) {
        var secrets = new HashMap<String, String>();
        connector.secrets().forEach((name, text) -> secrets.put(name, unsealed(connector, name, text)));
        return secrets;
    }

    /** The secret as it is stored with that connector. */
    String seal(long connector, String name, String secret) {
        return box.seal(secret, owner(connector, name));
    }

    private String unsealed(StoredConnector connector, String name, String sealed) {
        try {
            return box.open(sealed, owner(connector.id(), name));
        } catch (SecretUnreadable e) {
            throw new CredentialRejected(
                    "The stored secret '%s' cannot be decrypted: %s. Bring back the key, or enter the secret anew."
                            .formatted(name, e.getMessage()));
        }
    }

    /** To whom a secret of a connector belongs: nobody else's row can hold it. */
    public static SecretOwner owner(long connector, String name) {
        return new SecretOwner("connector/" + connector, "secret/" + name);
    }

    /** Under which key the patience of the sources of this connector is kept; the same for equal secrets. */
    public String budgetKey(StoredConnector connector) {
        return connector.credential().map(Lendings::budgetKey).orElseGet(() -> key(unsealed(connector)));
    }

    private static Access access(Map<String, String> secrets) {
        return new Access(
                key(secrets), secrets.isEmpty() ? new Credential.Anonymous() : new Credential.Secrets(secrets));
    }

    /** The same for all connectors with the same secrets: they share the source's patience (F5). */
    private static String key(Map<String, String> secrets) {
        if (secrets.isEmpty()) {
            return "anonymous";
        }
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(new TreeMap<>(secrets).toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
