package dev.tributary.web;

import dev.tributary.web.api.Engines;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The admin UI as a process of its own, in front of the engines that {@code tributary.admin.engines} names. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = ReactiveUserDetailsServiceAutoConfiguration.class)
public class WebAdmin {

    WebAdmin(Engines engines) {
        if (engines.engines().isEmpty()) {
            throw new IllegalStateException(
                    "Name the engines to stand in front of, as in --tributary.admin.engines.main=http://10.0.0.5:8080");
        }
    }

    public static void main(String[] arguments) {
        SpringApplication.run(WebAdmin.class, arguments);
    }
}
