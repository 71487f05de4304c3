package dev.tributary.engine.account;

import static dev.tributary.engine.account.CatalogEngine.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.engine.account.VendorAnswer.Situation;
import dev.tributary.engine.identity.Actor;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that a person types in elsewhere, at the vendors of the catalog that give them. */
final class DeviceSignInsIT {

    @RegisterExtension
    static final CatalogEngine ENGINE = new CatalogEngine();

    private static final String DEVICE = "https://oauth2.googleapis.com/device/code";

    /** What Google and Microsoft document, which differ in a name. */
    private static final Map<String, String> ENDPOINTS =
            Map.of("google", DEVICE, "microsoft", "https://login.microsoftonline.com/common/oauth2/v2.0/devicecode");

    private static final Map<String, String> CODES = Map.of("google", """
            {"device_code":"4/4-GMMhmHCXhWEzkobqIHGG_EnNYYsAkukHspeYUk9E8","user_code":"GQVQ-JKEC",\
            "verification_url":"https://www.google.com/device","expires_in":1800,"interval":5}""", "microsoft", """
            {"device_code":"4/4-GMMhmHCXhWEzkobqIHGG_EnNYYsAkukHspeYUk9E8","user_code":"GQVQ-JKEC",\
            "verification_uri":"https://www.google.com/device","expires_in":1800,"interval":5,"message":"Open it"}""");

    private static final Map<String, Set<String>> WANTED =
            Map.of("google", Set.of("g:drive.file"), "microsoft", Set.of("Mail.Read"));

    private static final Map<String, Set<String>> SENT = Map.of(
            "google",
            Set.of("https://www.googleapis.com/auth/drive.file", "openid"),
            "microsoft",
            Set.of("Mail.Read", "offline_access", "User.Read"));

    private static <T> T of(Map<String, T> all, String vendor) {
        return Objects.requireNonNull(all.get(vendor));
    }

    private static VendorScene scene(String vendor) {
        var scene = VendorScene.of(ENGINE, vendor);
        ENGINE.server.answer(of(ENDPOINTS, vendor), 200, of(CODES, vendor));
        ENGINE.execute("DELETE FROM oauth_device");
        return scene;
    }

    private static DeviceSignIns.Started begin(VendorScene scene) {
        return begin(scene, of(WANTED, scene.vendor().id()));
    }

    private static DeviceSignIns.Started begin(VendorScene scene, Set<String> wanted) {
        return now(ENGINE.bean(DeviceSignIns.class).begin(Actor.ENGINE, scene.provider(), wanted));
    }

    private static DeviceSignIns.Progress poll(VendorScene scene, int status, String answer) {
        ENGINE.server.answer(scene.vendor().token(), status, answer);
        ENGINE.execute("UPDATE oauth_device SET next_poll_at = now() - interval '1 second'");
        now(ENGINE.bean(DeviceSignIns.class).poll());
        return now(ENGINE.bean(DeviceSignIns.class).find(ENGINE.one("SELECT max(id) FROM oauth_device", Long.class)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"google", "microsoft"})
    void asksForACodeAndThenForTheToken(String vendor) {
        var scene = scene(vendor);

        var started = begin(scene);

        assertThat(started.userCode()).isEqualTo("GQVQ-JKEC");
        assertThat(started.verificationUri()).isEqualTo("https://www.google.com/device");
        var asked = ENGINE.server.only(of(ENDPOINTS, vendor));
        var scopes = asked.form().getOrDefault("scope", "");
        assertThat(Set.of(scopes.split(" "))).isEqualTo(of(SENT, vendor));
        scene.requireToken(asked, Map.of("scope", scopes));

        assertThat(poll(scene, 428, "{\"error\":\"authorization_pending\"}").state())
                .isEqualTo("pending");
        scene.requireToken(
                ENGINE.server.only(scene.vendor().token()),
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "device_code",
                        "4/4-GMMhmHCXhWEzkobqIHGG_EnNYYsAkukHspeYUk9E8"));

        var example = scene.example(Situation.EXCHANGED);
        var done = poll(scene, example.status(), example.body());
        assertThat(done.state()).isEqualTo("connected");
        var stored = scene.stored(done.account().orElseThrow());
        assertThat(stored.account().kind()).isEqualTo(Account.Kind.DEVICE_CODE);
        assertThat(scene.refreshToken(stored)).isPresent();
        scene.answers(Situation.REFRESHED);
        assertThat(scene.another(stored).version()).isEqualTo(stored.account().version() + 1);
    }

    @Test
    void asksLessOftenWhenTheVendorWantsIt() {
        var scene = scene("google");
        begin(scene);

        var progress = poll(scene, 403, "{\"error\":\"slow_down\"}");

        assertThat(progress.state()).isEqualTo("pending");
        assertThat(ENGINE.one("SELECT every_seconds FROM oauth_device", Integer.class))
                .isEqualTo(10);
        now(ENGINE.bean(DeviceSignIns.class).poll());
        assertThat(ENGINE.server.asked(scene.vendor().token())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "authorization_declined", "expired_token"})
    void endsWithWhatTheVendorSays(String error) {
        var scene = scene("microsoft");
        begin(scene);

        var progress = poll(scene, 400, "{\"error\":\"%s\"}".formatted(error));

        assertThat(progress.state()).isEqualTo("failed");
        assertThat(progress.error().orElseThrow()).contains(error);
    }

    @Test
    void goesOnWhenTheVendorWasDown() {
        var scene = scene("google");
        begin(scene);

        assertThat(poll(scene, 503, "").state()).isEqualTo("pending");
    }

    @Test
    void endsWhenTheCodeIsTooOld() {
        var scene = scene("google");
        begin(scene);
        ENGINE.execute("UPDATE oauth_device SET expires_at = now() - interval '1 second'");

        var progress = poll(scene, 428, "{\"error\":\"authorization_pending\"}");

        assertThat(progress.error()).contains("the code expired before it was typed in");
    }

    @Test
    void asksForNoScopeThatTheVendorDoesNotAllowHere() {
        var scene = scene("google");

        assertThatThrownBy(() -> begin(scene, Set.of("g:drive")))
                .isInstanceOf(DeviceSignIns.Refused.class)
                .hasMessageContaining("not for g:drive");

        assertThat(ENGINE.server.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}"})
    void saysThatThereIsNoCode(String answer) {
        var scene = scene("google");
        ENGINE.server.answer(DEVICE, 200, answer);

        assertThatThrownBy(() -> begin(scene)).isInstanceOf(DeviceSignIns.Refused.class);
    }
}
