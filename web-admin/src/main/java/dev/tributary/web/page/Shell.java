package dev.tributary.web.page;

import dev.tributary.web.api.SessionApi.Me;
import dev.tributary.web.api.SessionApi.Role;

/** The frame around a page: who is signed in, and what the frame looks like. */
public record Shell(Me me, Theme theme) {

    public boolean canEdit() {
        return me.role().includes(Role.EDITOR);
    }

    public boolean isAdmin() {
        return me.role().includes(Role.ADMIN);
    }

    /** What is sent back with each change. */
    public String csrf() {
        return me.csrfToken() == null ? "" : me.csrfToken();
    }
}
