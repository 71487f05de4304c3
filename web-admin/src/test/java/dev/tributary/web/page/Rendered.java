package dev.tributary.web.page;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.context.MessageSource;
import org.springframework.context.support.StaticApplicationContext;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.ITemplateResolver;

/** Templates made into pages without a server. */
public final class Rendered {

    private Rendered() {}

    /** The page of a template with what a controller and the advice of all pages give it. */
    public static Document page(
            String template, Map<String, Object> model, Function<MessageSource, Map<String, Object>> beans) {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        return page(resolver, template, model, beans);
    }

    /** The same with the templates found some other way. */
    static Document page(
            ITemplateResolver resolver,
            String template,
            Map<String, Object> model,
            Function<MessageSource, Map<String, Object>> beans) {
        var texts = new Texts().messageSource();
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        engine.setTemplateEngineMessageSource(texts);
        engine.setLinkBuilder(new StandardLinkBuilder() {
            @Override
            protected String computeContextPath(
                    IExpressionContext context, String base, Map<String, Object> parameters) {
                return "";
            }
        });
        var application = new StaticApplicationContext();
        application.getBeanFactory().registerSingleton("words", new Words(texts));
        beans.apply(texts).forEach(application.getBeanFactory()::registerSingleton);
        var all = new HashMap<>(model);
        all.put("assets", new Assets().addresses());
        all.put("theme", Theme.LIGHT);
        all.put("note", "");
        all.put(
                ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                new ThymeleafEvaluationContext(application, null));
        return Jsoup.parse(engine.process(template, new Context(Locale.ENGLISH, all)));
    }
}
