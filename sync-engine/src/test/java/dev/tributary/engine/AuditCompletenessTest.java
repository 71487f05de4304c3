package dev.tributary.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tributary.engine.identity.Audit;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every route that changes something leads to an entry in the audit log: followed through the compiled code. */
final class AuditCompletenessTest {
    private static final Set<Class<?>> MUTATING =
            Set.of(PostMapping.class, PutMapping.class, PatchMapping.class, DeleteMapping.class);

    /** Routes that take a body, and change nothing. */
    private static final Set<String> QUESTIONS = Set.of("forecast");

    private final JavaClasses engine = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tributary.engine");

    @Test
    void writesDownWhatEachMutatingRouteDoes() {
        var silent = routes().filter(route -> !QUESTIONS.contains(route.getName()))
                .filter(route -> !leadsToTheLog(route))
                .map(JavaMethod::getFullName);
        assertThat(silent).as("routes that leave no entry in the audit log").isEmpty();
    }

    @Test
    void looksAtAllRoutesAndTellsSilentOnes() {
        assertThat(routes().map(JavaMethod::getName)).hasSizeGreaterThan(25).contains("create", "rotate", "endAll");
        var reads = engine.get("dev.tributary.engine.web.run.StatusController").getMethods().stream()
                .filter(method -> !method.getName().startsWith("<"));
        assertThat(reads).isNotEmpty().noneMatch(this::leadsToTheLog);
        assertThat(controllers()
                        .flatMap(controller -> controller.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(RequestMapping.class)))
                .as("routes for which this test knows no method")
                .isEmpty();
    }

    private Stream<JavaClass> controllers() {
        return engine.stream().filter(type -> type.isAnnotatedWith(RestController.class));
    }

    private Stream<JavaMethod> routes() {
        return controllers()
                .flatMap(controller -> controller.getMethods().stream())
                .filter(method -> method.getAnnotations().stream()
                        .anyMatch(annotation -> MUTATING.stream()
                                .anyMatch(known -> annotation.getRawType().isEquivalentTo(known))));
    }

    private boolean leadsToTheLog(JavaMethod route) {
        var seen = new HashSet<JavaCodeUnit>(List.of(route));
        var next = new ArrayDeque<JavaCodeUnit>(seen);
        while (!next.isEmpty()) {
            for (var access : next.remove().getAccessesFromSelf()) {
                if (isTheLog(access)) {
                    return true;
                }
                targets(access).filter(seen::add).forEach(next::add);
            }
        }
        return false;
    }

    private static boolean isTheLog(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Audit.class)
                && access.getName().equals("record");
    }

    /** The code behind an access, in every class that could be meant by an interface. */
    private Stream<JavaCodeUnit> targets(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var meant = access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                ? Stream.<JavaClass>empty()
                : owner.getAllSubclasses().stream();
        return Stream.concat(Stream.of(owner), meant)
                .filter(type -> type.getPackageName().startsWith("dev.tributary.engine"))
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getName().equals(access.getName()));
    }
}
