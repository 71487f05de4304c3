package dev.tributary.engine.account;

import dev.tributary.engine.Tributary;
import dev.tributary.meta.oauth.OAuthProvider;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The engine as the main class of a process of its own, which knows a provider of the test. */
final class ProvidedEngine {

    private ProvidedEngine() {}

    /** Which provider there is: {@code fake} and its address, or {@code server} and the addresses of its endpoints. */
    public static void main(String... args) {
        var provider = provider(args);
        new SpringApplicationBuilder(Tributary.class)
                .initializers(starting -> ((GenericApplicationContext) starting)
                        .registerBean(OAuthProviders.class, () -> new OAuthProviders(List.of(provider))))
                .run();
    }

    private static OAuthProvider provider(String... args) {
        var addresses = Arrays.asList(args).subList(1, args.length);
        return switch (args[0]) {
            case "fake" -> FakeDeclaration.at(addresses.getFirst());
            case "server" ->
                TestProvider.declared(addresses.get(0), addresses.get(1), addresses.get(2), addresses.get(3));
            default -> throw new IllegalArgumentException(args[0]);
        };
    }
}
