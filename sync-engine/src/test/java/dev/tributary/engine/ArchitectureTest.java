package dev.tributary.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ListsChanges;
import dev.tributary.connector.ListsChoices;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;

@AnalyzeClasses(packages = "dev.tributary", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String ENGINE = "dev.tributary.engine..";
    private static final Set<String> BLOCKING =
            Set.of("block", "blockOptional", "blockFirst", "blockLast", "toIterable", "toStream");
    private static final List<Class<?>> DOORS = List.of(Connector.class, ListsChanges.class, ListsChoices.class);

    @ArchTest
    static final ArchRule DECLARATIONS_NEED_ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage("dev.tributary.meta..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.tributary.meta..", "org.jspecify..");

    @ArchTest
    static final ArchRule THE_SPI_NEEDS_ONLY_JDK_AND_DECLARATIONS = classes()
            .that()
            .resideInAPackage("dev.tributary.connector")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.tributary.meta", "dev.tributary.connector", "org.jspecify..");

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NO_SOURCE = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tributary.source..", "dev.tributary.meta.catalog..");

    @ArchTest
    static final ArchRule SOURCES_ARE_STRANGERS = slices().matching("dev.tributary.source.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule CONNECTORS_ARE_NOT_REACTIVE = noClasses()
            .that()
            .resideInAnyPackage("dev.tributary.source..", "dev.tributary.connector..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("reactor..", "org.springframework..", "io.r2dbc..", ENGINE);

    @ArchTest
    static final ArchRule THE_ENGINE_NEVER_BLOCKS_ON_A_PUBLISHER = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .callMethodWhere(describe("the target waits for a publisher", ArchitectureTest::blocks));

    @ArchTest
    static final ArchRule DIGESTS_ARE_COMPARED_IN_CONSTANT_TIME = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.tributary.engine.identity..",
                    "dev.tributary.engine.account..",
                    "dev.tributary.engine.credential..",
                    "dev.tributary.engine.web..")
            .should()
            .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
            .orShould()
            .callMethod(Arrays.class, "compare", byte[].class, byte[].class)
            .orShould()
            .callMethod(Arrays.class, "mismatch", byte[].class, byte[].class)
            .because("MessageDigest.isEqual takes as long wherever they differ");

    @ArchTest
    static final ArchRule ONE_DOOR_TO_CONNECTORS = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .and()
            .doNotHaveFullyQualifiedName("dev.tributary.engine.connector.ConnectorCalls")
            .should()
            .callMethodWhere(callsAConnector());

    private static boolean blocks(JavaCall<?> call) {
        return call.getTargetOwner().isAssignableTo(Publisher.class) && BLOCKING.contains(call.getName());
    }

    private static DescribedPredicate<JavaCall<?>> callsAConnector() {
        return describe("the target is a connector", call -> isConnectorMethod(call) && !isHarmless(call));
    }

    private static boolean isConnectorMethod(JavaCall<?> call) {
        return DOORS.stream()
                .filter(door -> call.getTargetOwner().isAssignableTo(door))
                .flatMap(door -> Stream.of(door.getDeclaredMethods()))
                .anyMatch(method -> method.getName().equals(call.getName()));
    }

    /** The declaration is a constant; tags are mapped from stored metadata without asking anybody. */
    private static boolean isHarmless(JavaCall<?> call) {
        var caller = call.getOriginOwner();
        return switch (call.getName()) {
            case "meta" -> Set.of("ConnectorRegistry", "RunPlan").contains(caller.getSimpleName());
            case "mapTags" ->
                Set.of("dev.tributary.engine.knowledge", "dev.tributary.engine.sync")
                        .contains(caller.getPackageName());
            default -> false;
        };
    }
}
