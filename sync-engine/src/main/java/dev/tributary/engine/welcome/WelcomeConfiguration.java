package dev.tributary.engine.welcome;

import dev.tributary.engine.connector.ServerFolders;
import dev.tributary.engine.storage.StorageSettings;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what needs more than its constructor. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WelcomeSettings.class)
class WelcomeConfiguration {

    @Bean
    WelcomeFolder welcomeFolder(StorageSettings storage) {
        return new WelcomeFolder(Path.of(""), storage.data());
    }

    @Bean
    ServerFolders.Shipped shippedFolder(WelcomeFolder folder) {
        return new ServerFolders.Shipped(folder.place());
    }
}
