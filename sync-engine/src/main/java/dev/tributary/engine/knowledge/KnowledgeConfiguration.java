package dev.tributary.engine.knowledge;

import dev.tributary.engine.credential.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells where connectors keep their secrets. */
@Configuration(proxyBeanMethods = false)
class KnowledgeConfiguration {

    @Bean
    SealedColumn connectorSecrets() {
        return new SealedColumn(
                "connector",
                "id",
                "secrets",
                SealedColumn.Shape.BY_NAME,
                (row, name) -> SourceSessions.owner(Long.parseLong(row), name));
    }
}
