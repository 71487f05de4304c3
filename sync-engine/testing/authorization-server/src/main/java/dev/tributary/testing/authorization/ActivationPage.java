package dev.tributary.testing.authorization;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Where a person types in the code that a device shows. */
@RestController
final class ActivationPage {

    @GetMapping(path = "/activate", produces = MediaType.TEXT_HTML_VALUE)
    String page(@RequestParam(name = "user_code", defaultValue = "") String code) {
        return """
                <!doctype html>
                <title>Connect a device</title>
                <form action="/oauth2/device_verification">
                  <label>Code <input name="user_code" value="%s" required></label>
                  <button>Continue</button>
                </form>
                """.formatted(HtmlUtils.htmlEscape(code));
    }
}
