package dev.tributary.web.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What a person does on pages of the admin UI; finds everything by the words that stand there. */
record Person(Page page, String url) {

    void open(String path) {
        page.navigate(url + path);
    }

    void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .first()
                .click();
    }

    void fill(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    void sees(String text) {
        assertThat(page.getByText(text).first()).isVisible();
    }

    /** Makes a knowledge base, and is then on its page. */
    String knowledgeBase(String name) {
        open("/ui/knowledge-bases");
        follow("New knowledge base");
        fill("Name", name);
        press("Save");
        page.waitForURL("**/ui/knowledge-bases/*");
        return page.url().replaceFirst(".*/ui/knowledge-bases/(\\d+).*", "$1");
    }

    /** Opens the sources to choose from in the knowledge base whose page is open: one of them. */
    Locator offered(String kind) {
        follow("Add connector");
        return dialog().getByText(kind, new Locator.GetByTextOptions().setExact(true));
    }

    /** Opens the form of a kind of connector in the knowledge base whose page is open. */
    void choose(String kind) {
        offered(kind).click();
        dialog().locator("#connector-form").waitFor();
    }

    /** Adds a connector of the emulator in the knowledge base whose page is open, and is then on its page. */
    void connectEmulator(String kind, String name, String address) {
        choose(kind);
        fill("Name", name);
        fill("Address", address);
        press("Save");
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(name).setExact(true).setLevel(1)))
                .isVisible();
    }

    /** Sends a change as a page does that still has its button, and tells the status of the answer. */
    int posts(String path) {
        return ((Number) page.evaluate("""
                        path => fetch(path, {
                          method: 'POST',
                          headers: JSON.parse(document.body.getAttribute('hx-headers')),
                          body: new URLSearchParams({ kind: 'sync' })
                        }).then(answer => answer.status)""", path)).intValue();
    }

    /** The path of the first connector whose card is on the page. */
    String connector() {
        return page.locator(".connector-card h2 a").first().getAttribute("href");
    }

    /** Reads the page anew until the text stands there. */
    void waitsFor(String text) {
        var deadline = System.nanoTime() + Chromium.PATIENCE.multipliedBy(2).toNanos();
        while (page.getByText(text).count() == 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "\"%s\" never stood on %s:%n%s".formatted(text, page.url(), page.innerText("body")));
            }
            page.waitForTimeout(500);
            page.reload();
        }
    }
}
