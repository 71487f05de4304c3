package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

final class SourceConfigurationTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(SourceConfiguration.class);

    @Test
    void offersItsParts() {
        application.run(context -> assertThat(context)
                .hasSingleBean(ConnectorRegistry.class)
                .hasSingleBean(ConnectorCalls.class)
                .hasSingleBean(Budgets.class)
                .hasSingleBean(SourceClient.class));
    }

    @Test
    @DisplayName("F2, F6: the defaults are those of the rules")
    void hasTheDefaultsOfTheRules() {
        application.run(context -> {
            var settings = context.getBean(SourceSettings.class);
            assertThat(settings.allowedHosts()).isEmpty();
            assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
            assertThat(settings.responseTimeout()).isEqualTo(Duration.ofSeconds(60));
            assertThat(settings.retries()).isEqualTo(5);
            assertThat(settings.firstWait()).isEqualTo(Duration.ofSeconds(1));
            assertThat(settings.longestWait()).isEqualTo(Duration.ofSeconds(30));
            assertThat(settings.checkLimit()).isEqualTo(Duration.ofSeconds(7));
            assertThat(settings.maxBody()).isEqualTo(DataSize.ofMegabytes(100));
        });
    }

    @Test
    void readsListsAndSizes() {
        application
                .withPropertyValues(
                        "tributary.source.allowed-hosts=wiki.corp:8443,10.0.0.0/8", "tributary.source.max-body=5MB")
                .run(context -> {
                    var settings = context.getBean(SourceSettings.class);
                    assertThat(settings.allowedHosts()).containsExactly("wiki.corp:8443", "10.0.0.0/8");
                    assertThat(settings.maxBody()).isEqualTo(DataSize.ofMegabytes(5));
                });
    }

    @Test
    void doesNotStartWithSettingsThatMeanNothing() {
        assertThatThrownBy(() -> Lab.settings("", "retries", "-1")).rootCause().hasMessageContaining("retries");
        application
                .withPropertyValues("tributary.source.allowed-hosts=10.0.0.0/99")
                .run(context -> assertThat(context).hasFailed());
    }
}
