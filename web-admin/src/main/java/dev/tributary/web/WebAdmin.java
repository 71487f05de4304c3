package dev.tributary.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The admin UI as a process of its own, in front of the engines that {@code tributary.admin.engines} names. */
@SpringBootApplication(scanBasePackages = "dev.tributary.web.standalone")
public class WebAdmin {

    public static void main(String[] arguments) {
        SpringApplication.run(WebAdmin.class, arguments);
    }
}
