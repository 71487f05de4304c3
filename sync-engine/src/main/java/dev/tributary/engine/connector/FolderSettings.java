package dev.tributary.engine.connector;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which folders of this machine a connector may be given.
 *
 * @param folders they and what is below them ({@code TRIBUTARY_FOLDERS}, separated by commas); the home of the account
 *     that runs the engine, unless told otherwise
 */
@ConfigurationProperties("tributary")
record FolderSettings(@DefaultValue("${user.home}") List<Path> folders) {}
