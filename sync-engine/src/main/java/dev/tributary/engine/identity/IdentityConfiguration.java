package dev.tributary.engine.identity;

import dev.tributary.engine.WhenRunning;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what needs more than its constructor. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
class IdentityConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecretSource secretSource() {
        return new SecretSource(new SecureRandom());
    }

    @Bean
    Passwords passwords(SecretSource secrets) {
        return new Passwords(secrets.generator());
    }

    @Bean
    @WhenRunning
    FirstStart firstStart(
            Accounts accounts, SecretSource secrets, @Value("${TRIBUTARY_ADMIN_PASSWORD:}") String chosen) {
        var password = Optional.of(chosen).filter(text -> !text.isBlank()).map(Secret::new);
        return new FirstStart(accounts, password, Secret.random(secrets.generator(), ""));
    }
}
