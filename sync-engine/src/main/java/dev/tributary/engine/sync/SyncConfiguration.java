package dev.tributary.engine.sync;

import dev.tributary.engine.connector.ConnectorCalls;
import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.content.Chunker;
import dev.tributary.engine.content.Extraction;
import dev.tributary.engine.knowledge.SourceSessions;
import dev.tributary.engine.knowledge.StoredConnectors;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.json.JsonMapper;

/** Puts the runs together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SyncSettings.class)
class SyncConfiguration {

    @Bean
    SyncParts.Database syncDatabase(
            DatabaseClient db, TransactionalOperator transaction, JsonMapper json, Clock clock) {
        return new SyncParts.Database(db, transaction, json, clock);
    }

    @Bean
    SyncParts syncParts(
            SyncParts.Database database,
            ConnectorCalls calls,
            Extraction extraction,
            Chunker chunker,
            SyncSettings settings) {
        return new SyncParts(
                database.db(),
                database.transaction(),
                database.json(),
                database.clock(),
                calls,
                extraction,
                chunker,
                settings);
    }

    @Bean
    SyncRuns syncRuns(
            SyncParts parts, StoredConnectors connectors, ConnectorRegistry registry, SourceSessions sessions) {
        return new SyncRuns(parts, connectors, registry, sessions::ofRun);
    }
}
