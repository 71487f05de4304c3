package dev.tributary.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresource.ITemplateResource;
import org.thymeleaf.templateresource.StringTemplateResource;

/** The templates as they are, except that what a fragment draws tells from which one it came. */
final class Marked extends AbstractConfigurableTemplateResolver {
    private static final Pattern FRAGMENT = Pattern.compile("<([\\w:]+)([^<>]*)\\bth:fragment=\"(\\w+)([^>]*>)");

    Marked() {
        setPrefix("templates/");
        setSuffix(".html");
        setTemplateMode(TemplateMode.HTML);
    }

    @Override
    protected ITemplateResource computeTemplateResource(
            IEngineConfiguration engine,
            String owner,
            String template,
            String resource,
            String encoding,
            Map<String, Object> attributes) {
        return new StringTemplateResource(mark(template, read(resource)));
    }

    /** An element has it in an attribute. A block is none in the page, and has an element of its own for it. */
    private static String mark(String template, String text) {
        return FRAGMENT.matcher(text).replaceAll(found -> {
            var mark = "data-fragment=\"%s :: %s\"".formatted(template, found.group(3));
            return found.group(1).equals("th:block")
                    ? "<th:block$2th:fragment=\"$3$4<template %s></template>".formatted(mark)
                    : "<$1 %s$2th:fragment=\"$3$4".formatted(mark);
        });
    }

    private static String read(String resource) {
        try (var found =
                Objects.requireNonNull(Marked.class.getClassLoader().getResourceAsStream(resource), resource)) {
            return new String(found.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
