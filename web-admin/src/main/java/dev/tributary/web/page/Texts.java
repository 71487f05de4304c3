package dev.tributary.web.page;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;

/** All words of the UI, in one file to be translated. */
@Configuration(proxyBeanMethods = false)
class Texts {

    @Bean
    MessageSource messageSource() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("admin.texts");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        // Apostrophes are apostrophes, in texts with and without values.
        texts.setAlwaysUseMessageFormat(false);
        return texts;
    }
}
