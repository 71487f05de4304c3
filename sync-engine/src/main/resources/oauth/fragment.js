// Brings the token that stands behind the # of the address to the engine, and leaves none of it in the history.
(async () => {
    const values = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    const state = new URLSearchParams(location.search).get("state");
    history.replaceState(null, "", location.pathname);
    const me = await (await fetch("/api/v1/me")).json();
    const answer = await fetch("/api/v1/oauth/fragment", {
        method: "POST",
        headers: {"Content-Type": "application/json", "X-CSRF-Token": me.csrfToken},
        body: JSON.stringify({state, values}),
    });
    const result = await answer.json();
    if (answer.ok) {
        location.replace(result.location);
    } else {
        document.getElementById("say").textContent = result.detail;
    }
})();
