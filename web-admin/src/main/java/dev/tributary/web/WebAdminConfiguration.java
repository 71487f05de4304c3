package dev.tributary.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Brings the admin UI into whatever process has it on its class path; {@code tributary.admin.enabled=false} leaves it out. */
@AutoConfiguration
@ConditionalOnProperty(name = "tributary.admin.enabled", matchIfMissing = true)
@ComponentScan(
        basePackages = "dev.tributary.web",
        // In the engine's process beans of both have like names.
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WebAdmin.class))
public class WebAdminConfiguration {}
