package dev.tributary.engine.welcome;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the first start goes.
 *
 * @param welcome whether it makes the knowledge base "Welcome" ({@code TRIBUTARY_WELCOME})
 */
@ConfigurationProperties("tributary")
record WelcomeSettings(@DefaultValue("true") boolean welcome) {}
