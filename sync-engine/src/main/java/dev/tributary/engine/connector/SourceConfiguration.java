package dev.tributary.engine.connector;

import dev.tributary.engine.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes registry, calls and source HTTP known to the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SourceSettings.class, FolderSettings.class, StorageSettings.class})
class SourceConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SourceConfiguration.class);

    @Bean
    ConnectorRegistry connectorRegistry() {
        return ConnectorRegistry.load(ConnectorRegistry.class.getClassLoader());
    }

    @Bean
    ServerFolders serverFolders(
            FolderSettings settings, StorageSettings storage, ObjectProvider<ServerFolders.Shipped> shipped) {
        return new ServerFolders(
                settings.folders(), List.of(storage.data()), shipped.stream().toList());
    }

    @Bean
    ConnectorCalls connectorCalls(ServerFolders folders) {
        return new ConnectorCalls(folders);
    }

    @Bean
    Budgets budgets(ObjectProvider<Clock> clock) {
        return new Budgets(clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    SourceClient sourceClient(SourceSettings settings, Budgets budgets, ObjectProvider<Clock> clock) {
        removeWhatWasLeft();
        return new SourceClient(settings, budgets, clock.getIfAvailable(Clock::systemUTC));
    }

    /** What cannot be removed now may be later; no sync needs it to be gone. */
    private static void removeWhatWasLeft() {
        try {
            SpoolDirectory.removeAbandoned(Spool.PARENT, Clock.systemUTC().instant());
        } catch (IOException | DirectoryIteratorException failure) {
            LOG.warn(
                    "Files that a killed process left in {} could not be removed: {}",
                    Spool.PARENT,
                    failure.toString());
        }
    }

    @Bean
    OutsideHttp outsideHttp(SourceSettings settings) {
        return new OutsideHttp(settings);
    }
}
