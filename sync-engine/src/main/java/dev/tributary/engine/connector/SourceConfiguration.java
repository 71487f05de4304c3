package dev.tributary.engine.connector;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes registry, calls and source HTTP known to the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SourceSettings.class)
class SourceConfiguration {

    @Bean
    ConnectorRegistry connectorRegistry() {
        return ConnectorRegistry.load(ConnectorRegistry.class.getClassLoader());
    }

    @Bean
    ConnectorCalls connectorCalls() {
        return new ConnectorCalls();
    }

    @Bean
    Budgets budgets(ObjectProvider<Clock> clock) {
        return new Budgets(clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    SourceClient sourceClient(SourceSettings settings, Budgets budgets, ObjectProvider<Clock> clock) {
        return new SourceClient(settings, budgets, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    OutsideHttp outsideHttp(SourceSettings settings) {
        return new OutsideHttp(settings);
    }
}
